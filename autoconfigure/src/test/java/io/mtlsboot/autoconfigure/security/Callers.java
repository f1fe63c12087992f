package io.mtlsboot.autoconfigure.security;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * Certificates of callers.
 */
final class Callers {

	static final String WEB = "spiffe://shop.example/web";

	static final String BATCH = "spiffe://shop.example/batch/nightly";

	private static final DevCa CA = DevCa.create("shop.example");

	private Callers() {
	}

	static X509Certificate web() {
		return named(WEB);
	}

	static X509Certificate batch() {
		return named(BATCH);
	}

	static X509Certificate named(String spiffeId) {
		return certificate((leaf) -> leaf.spiffeId(spiffeId));
	}

	static X509Certificate nobody() {
		return certificate((leaf) -> leaf.subject("CN=web").uri(WEB, BATCH));
	}

	static X509Certificate certificate(Consumer<LeafSpec> leaf) {
		return CA.issue(leaf).certificate();
	}

	/**
	 * The authentication that the caller {@code web} has had on another connection.
	 * @return its authentication
	 */
	static Authentication authenticationOfWeb() {
		X509Certificate certificate = web();
		try {
			WorkloadPrincipal principal = WorkloadPrincipal.of(
					IdentityExtractor.inOrder(List.of(IdentityType.SPIFFE_ID)).extract(certificate).orElseThrow(),
					certificate, List.of());
			return new PreAuthenticatedAuthenticationToken(principal, certificate,
					AuthorityUtils.createAuthorityList("ROLE_orders.read", "FACTOR_X509"));
		}
		catch (CertificateParsingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
