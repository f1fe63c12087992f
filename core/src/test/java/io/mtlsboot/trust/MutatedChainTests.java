package io.mtlsboot.trust;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.x509.KeyPurpose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MutatedChainTests {

	private static final int MUTATIONS = 20_000;

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
		List<Mutation> mutations = new ArrayList<>();
		for (int i = 0; i < MUTATIONS; i++) {
			int index = random.nextInt(this.web.chain().size());
			byte[] encoded = this.web.chain().get(index).getEncoded();
			int position = random.nextInt(encoded.length);
			encoded[position] ^= (byte) (1 + random.nextInt(255));
			mutations.add(new Mutation(index, position, encoded));
		}
		AtomicInteger parsed = new AtomicInteger();
		List<String> accepted = mutations.parallelStream()
			.filter((mutation) -> isAccepted(mutation, parsed))
			.map((mutation) -> "certificate " + mutation.index() + ", byte " + mutation.position())
			.toList();
		assertThat(accepted).isEmpty();
		assertThat(parsed.get()).isGreaterThan(MUTATIONS / 10);
	}

	private boolean isAccepted(Mutation mutation, AtomicInteger parsed) {
		X509Certificate mutated = parse(mutation.encoded());
		if (mutated == null) {
			return false;
		}
		parsed.incrementAndGet();
		List<X509Certificate> chain = new ArrayList<>(this.web.chain());
		chain.set(mutation.index(), mutated);
		return isAccepted(chain);
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

	private record Mutation(int index, int position, byte[] encoded) {
	}

}
