package io.mtlsboot.autoconfigure.security;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.cert.X509Certificate;
import java.util.List;

import io.mtlsboot.identity.CommonNameIdentity;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.identity.SpiffeId;
import io.mtlsboot.identity.WorkloadIdentity;
import io.mtlsboot.x509.Fingerprint;
import io.mtlsboot.x509.SubjectAlternativeName;
import org.junit.jupiter.api.Test;

import org.springframework.security.core.authority.AuthorityUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkloadPrincipal}.
 */
class WorkloadPrincipalTests {

	@Test
	void verifyWhenCertificateThenPrincipalHasItsFacts() throws Exception {
		X509Certificate certificate = Callers.web();
		WorkloadPrincipal principal = principal(certificate);
		assertThat(principal.identity()).isEqualTo(new SpiffeId(Callers.WEB));
		assertThat(principal.names()).containsExactly(new SubjectAlternativeName.Uri(Callers.WEB));
		assertThat(principal.serial()).isEqualTo(certificate.getSerialNumber());
		assertThat(principal.issuer()).isEqualTo(certificate.getIssuerX500Principal());
		assertThat(principal.fingerprint()).isEqualTo(Fingerprint.of(certificate));
		assertThat(principal.notBefore()).isEqualTo(certificate.getNotBefore().toInstant());
		assertThat(principal.notAfter()).isEqualTo(certificate.getNotAfter().toInstant());
		assertThat(principal.getAuthorities()).extracting("authority").containsExactly("ROLE_orders.read");
		assertThat(principal.getPassword()).isNull();
		assertThat(principal.getName()).isEqualTo(Callers.WEB).isEqualTo(principal.getUsername());
	}

	@Test
	void verifyWhenCommonNameLooksLikeSpiffeIdThenNameIsNotTheSpiffeId() throws Exception {
		WorkloadIdentity impostor = new CommonNameIdentity(Callers.WEB);
		WorkloadPrincipal principal = WorkloadPrincipal.of(impostor, Callers.web(), List.of());
		assertThat(principal.getName()).isEqualTo("cn:" + Callers.WEB);
		assertThat(principal).isNotEqualTo(principal(Callers.web()));
	}

	@Test
	void verifyWhenSameCertificateThenEqual() throws Exception {
		X509Certificate certificate = Callers.web();
		assertThat(principal(certificate)).isEqualTo(principal(certificate)).hasSameHashCodeAs(principal(certificate));
	}

	@Test
	void verifyWhenSameIdentityInOtherCertificateThenNotEqual() throws Exception {
		assertThat(principal(Callers.web())).isNotEqualTo(principal(Callers.web()));
	}

	@Test
	void verifyWhenNameIsLongThenTextIsShort() throws Exception {
		WorkloadPrincipal principal = WorkloadPrincipal.of(new CommonNameIdentity("x".repeat(64)), Callers.web(),
				List.of());
		assertThat(principal.toString()).startsWith("cn:xx").hasSizeLessThan(100);
	}

	@Test
	void verifyWhenSerializedThenNothingIsLost() throws Exception {
		WorkloadPrincipal principal = principal(Callers.certificate(
				(leaf) -> leaf.subject("CN=web").dns("web.shop.example").ip("127.0.0.1").email("web@shop.example")));
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(principal);
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			assertThat(in.readObject()).usingRecursiveComparison().isEqualTo(principal);
		}
	}

	private static WorkloadPrincipal principal(X509Certificate certificate) throws Exception {
		WorkloadIdentity identity = IdentityExtractor.inOrder(List.of(IdentityType.SPIFFE_ID, IdentityType.DNS))
			.extract(certificate)
			.orElseThrow();
		return WorkloadPrincipal.of(identity, certificate, AuthorityUtils.createAuthorityList("ROLE_orders.read"));
	}

}
