package io.mtlsboot.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.mtlsboot.revocation.CrlDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StoreRevocationTests {

	@Test
	void verifyWhenNothingIsSaidThenNoCrlsAreAsked() {
		StoreRevocation revocation = Revocations.none().store("server");
		assertThat(revocation.asksCrls()).isFalse();
		assertThat(revocation.needsCrls()).isFalse();
		assertThat(revocation.fetched()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "none,false", "ocsp,false", "crl,true", "crl-then-ocsp,true", "ocsp-then-crl,true" })
	void verifyWhenCheckIsGivenThenAsksCrls(String check, boolean asks) {
		assertThat(store(Map.of("mtls.trust.revocation.check", check)).asksCrls()).isEqualTo(asks);
	}

	@ParameterizedTest
	@CsvSource({ "check,crl,true", "check,crl-then-ocsp,false", "check,ocsp-then-crl,false", "on-unknown,accept,false",
			"scope,leaf,false", "skip-if-lifetime-below,25h,false", "fetch.distribution-points,true,false",
			"fetch.timeout,1s,true" })
	void verifyWhenAPeerMayBeAdmittedWithoutListOfItsAnchorThenItIsNotNeeded(String name, String value,
			boolean needed) {
		Map<String, String> settings = new HashMap<>(Map.of("mtls.trust.revocation.check", "crl"));
		settings.put("mtls.trust.revocation." + name, value);
		assertThat(store(settings).needsCrls()).isEqualTo(needed);
	}

	@Test
	void verifyWhenServerHasItsOwnThenOthersHaveThoseOfTheRoot() {
		MtlsRevocation revocation = Revocations.of(Map.of("mtls.server.trust.anchors", "ca.crt",
				"mtls.server.trust.revocation.check", "crl", "mtls.server.trust.clock-skew", "7s",
				"mtls.server.trust.revocation.fetch.urls", "http://ca.invalid/server.crl",
				"mtls.trust.revocation.check", "crl", "mtls.trust.revocation.fetch.urls", "http://ca.invalid/root.crl",
				"mtls.clients.stock.url", "https://stock", "mtls.clients.audit.trust.anchors", "audit.crt"));
		assertThat(revocation.store("server").clockSkew()).isEqualTo(Duration.ofSeconds(7));
		assertThat(revocation.store("server").fetched()).extracting(CrlDistribution.Fetched::uri)
			.containsExactly(URI.create("http://ca.invalid/server.crl"));
		for (String store : new String[] { "client", "bundle", "client:stock", "client:other" }) {
			assertThat(revocation.store(store).fetched()).as(store)
				.extracting(CrlDistribution.Fetched::uri)
				.containsExactly(URI.create("http://ca.invalid/root.crl"));
		}
		assertThat(revocation.store("client:audit").asksCrls()).isFalse();
		revocation.destroy();
	}

	private static StoreRevocation store(Map<String, String> settings) {
		MtlsRevocation revocation = Revocations.of(settings);
		revocation.destroy();
		return revocation.store("server");
	}

}
