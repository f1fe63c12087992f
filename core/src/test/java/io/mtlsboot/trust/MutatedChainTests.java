package io.mtlsboot.trust;

import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.material.CrlSpec;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.x509.KeyPurpose;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MutatedChainTests {

	private static final int MUTATIONS = 20_000;

	private static final int CONSTRAINED_MUTATIONS = 2_000;

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

	@Test
	void verifyWhenOneByteOfAConstrainedChainIsChangedThenNeverAcceptsWithCrlsAtHand() throws Exception {
		Consumer<LeafSpec> constraints = Hierarchy.permitting(new GeneralName(GeneralName.dNSName, "shop.example"),
				new GeneralName(GeneralName.uniformResourceIdentifier, "shop.example"),
				new GeneralName(GeneralName.iPAddress, "10.0.0.0/8"));
		IssuedCertificate root = Hierarchy.root(constraints);
		IssuedCertificate issuer = Hierarchy.ca(root, constraints);
		IssuedCertificate leaf = Hierarchy.leaf(issuer,
				(spec) -> spec.dns("web.shop.example").spiffeId("spiffe://shop.example/web").ip("10.1.2.3"));
		Instant next = Instant.now().plusSeconds(3600);
		TrustMaterial trust = TrustMaterial.of(List.of(root.certificate()), "test")
			.withCrls(List.of(CrlSpec.of(root).nextUpdate(next).sign(), CrlSpec.of(issuer).nextUpdate(next).sign()),
					"test");
		PeerVerifier strict = PeerVerifier.pkix(trust,
				VerificationPolicy.DEFAULT.withRevocation(
						new RevocationPolicy(RevocationPolicy.Check.CRL, RevocationPolicy.OnUnknown.REJECT)),
				Clock.systemUTC());
		assertThat(isAccepted(strict, leaf.chain())).isTrue();
		Random random = new Random(SEED);
		for (int i = 0; i < CONSTRAINED_MUTATIONS; i++) {
			int index = random.nextInt(leaf.chain().size());
			byte[] encoded = leaf.chain().get(index).getEncoded();
			int position = random.nextInt(encoded.length);
			encoded[position] ^= (byte) (1 + random.nextInt(255));
			X509Certificate mutated = parse(encoded);
			if (mutated != null) {
				List<X509Certificate> chain = new ArrayList<>(leaf.chain());
				chain.set(index, mutated);
				assertThat(isAccepted(strict, chain)).as("certificate " + index + ", byte " + position).isFalse();
			}
		}
	}

	@Test
	void verifyWhenAByteOfTheConstraintsIsChangedBeforeTheyAreSignedThenThrowsNothingElse() throws Exception {
		byte[] good = new NameConstraints(Stream
			.of(new GeneralName(GeneralName.dNSName, "shop.example"),
					new GeneralName(GeneralName.iPAddress, "10.0.0.0/8"),
					new GeneralName(GeneralName.uniformResourceIdentifier, ".example"),
					new GeneralName(new X500Name("OU=web")))
			.map(GeneralSubtree::new)
			.toArray(GeneralSubtree[]::new), null).getEncoded("DER");
		IssuedCertificate root = Hierarchy.root((spec) -> {
		});
		KeyPair keys = new KeyPair(root.certificate().getPublicKey(), root.privateKey());
		IssuedCertificate leaf = Hierarchy.leaf(root, (spec) -> spec.dns("web.shop.example").ip("10.1.2.3"));
		Random random = new Random(SEED);
		int refused = 0;
		for (int i = 0; i < CONSTRAINED_MUTATIONS / 4; i++) {
			byte[] mutated = good.clone();
			mutated[random.nextInt(good.length)] ^= (byte) (1 + random.nextInt(255));
			X509Certificate anchor = Hierarchy
				.root((spec) -> spec.keyPair(keys).extension(Hierarchy.NAME_CONSTRAINTS, false, mutated))
				.certificate();
			PeerVerifier constrained = PeerVerifier.pkix(TrustMaterial.of(List.of(anchor), "test"),
					VerificationPolicy.DEFAULT, Clock.systemUTC());
			refused += isAccepted(constrained, leaf.chain()) ? 0 : 1;
		}
		assertThat(refused).isGreaterThan(CONSTRAINED_MUTATIONS / 40);
	}

	private boolean isAccepted(Mutation mutation, AtomicInteger parsed) {
		X509Certificate mutated = parse(mutation.encoded());
		if (mutated == null) {
			return false;
		}
		parsed.incrementAndGet();
		List<X509Certificate> chain = new ArrayList<>(this.web.chain());
		chain.set(mutation.index(), mutated);
		return isAccepted(this.verifier, chain);
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

	private static boolean isAccepted(PeerVerifier verifier, List<X509Certificate> chain) {
		try {
			verifier.verify(chain, KeyPurpose.CLIENT_AUTH);
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
