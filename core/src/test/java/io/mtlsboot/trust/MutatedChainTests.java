package io.mtlsboot.trust;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.x509.KeyPurpose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MutatedChainTests {

	private static final int MUTATIONS = 3_000;

	private static final long SEED = 20_260_301L;

	private final DevCa ca = DevCa.create("shop.example");

	private final IssuedCertificate web = this.ca
		.issue((leaf) -> leaf.subject("CN=web").spiffeId("spiffe://shop.example/web").purposes(Purpose.CLIENT_AUTH));

	private final PeerVerifier verifier = PeerVerifier.pkix(
			TrustMaterial.of(List.of(this.ca.rootCertificate()), "test"), VerificationPolicy.DEFAULT,
			Clock.systemUTC());

	@Test
	void verifyWhenOneByteOfTheChainIsChangedThenNeverAcceptsAndNeverThrowsAnythingElse() throws Exception {
		Random random = new Random(SEED);
		List<String> accepted = new ArrayList<>();
		int parsed = 0;
		for (int i = 0; i < MUTATIONS; i++) {
			List<X509Certificate> chain = new ArrayList<>(this.web.chain());
			int index = random.nextInt(chain.size());
			byte[] encoded = chain.get(index).getEncoded();
			int position = random.nextInt(encoded.length);
			encoded[position] ^= (byte) (1 + random.nextInt(255));
			X509Certificate mutated = parse(encoded);
			if (mutated == null) {
				continue;
			}
			parsed++;
			chain.set(index, mutated);
			if (isAccepted(chain)) {
				accepted.add("certificate " + index + ", byte " + position);
			}
		}
		assertThat(accepted).isEmpty();
		assertThat(parsed).isGreaterThan(MUTATIONS / 10);
	}

	private static X509Certificate parse(byte[] encoded) {
		try {
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(encoded));
		}
		catch (CertificateException ex) {
			return null;
		}
	}

	private boolean isAccepted(List<X509Certificate> chain) {
		try {
			this.verifier.verify(chain, KeyPurpose.CLIENT_AUTH);
			return true;
		}
		catch (PeerRejectedException ex) {
			assertThat(ex.getMessage()).isNotBlank();
			return false;
		}
	}

}
