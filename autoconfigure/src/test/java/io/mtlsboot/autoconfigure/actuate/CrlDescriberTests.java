package io.mtlsboot.autoconfigure.actuate;

import java.net.URI;
import java.time.Instant;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.revocation.CrlDistribution;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CrlDescriberTests {

	private static final URI URL = URI.create("http://ca.example/root.crl?token=hunter2");

	private static final Instant NOW = Materials.NOW;

	@Test
	void verifyWhenListWasFetchedThenDescribesItWithoutSecretsAndEscapesItsIssuer() {
		X500Principal hostile = new X500Principal("CN=a\u001b[2Jb\u202ec");
		assertThat(CrlDescriber.fetched("mtls.trust",
				new CrlDistribution.Fetched(URL, true, hostile, NOW, NOW.plusSeconds(60), 7, NOW, null, "")))
			.isEqualTo(new MtlsDescriptor.Fetched("mtls.trust", "http://ca.example/root.crl", true,
					"CN=a\\u001B[2Jb\\u202Ec", NOW, NOW.plusSeconds(60), 7, NOW, null, null));
	}

	@Test
	void verifyWhenListCouldNotBeFetchedThenSaysWhyWithoutSecrets() {
		assertThat(CrlDescriber.fetched("mtls.trust",
				new CrlDistribution.Fetched(URL, false, null, null, null, 0, null, NOW,
						"Unable to fetch '" + URL + "': status 500")))
			.isEqualTo(new MtlsDescriptor.Fetched("mtls.trust", "http://ca.example/root.crl", false, null, null, null,
					0, null, NOW, "Unable to fetch 'http://ca.example/root.crl': status 500"));
	}

}
