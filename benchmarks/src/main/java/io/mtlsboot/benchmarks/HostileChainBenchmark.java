package io.mtlsboot.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.KeyAlgorithm;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.trust.VerificationPolicy;
import io.mtlsboot.x509.KeyPurpose;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long it takes to refuse what was made to keep us busy. Promised to be under 50
 * milliseconds each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls the setup
public class HostileChainBenchmark {

	private static final int MAX_PRESENTED = 50;

	/**
	 * What is presented.
	 */
	@Param
	public Attack attack = Attack.CHAIN_OF_100;

	private PeerVerifier verifier;

	private List<X509Certificate> presented;

	/**
	 * Mints the chain.
	 */
	@Setup
	public void mint() {
		DevCa mint = DevCa.create("shop.example");
		IssuedCertificate root = mint.issue((spec) -> this.attack.root(ca(spec, "root").selfSigned()));
		this.presented = this.attack.presented(mint, root);
		this.verifier = PeerVerifier.pkix(TrustMaterial.of(List.of(root.certificate()), "benchmark"),
				VerificationPolicy.DEFAULT, Clock.systemUTC());
	}

	/**
	 * Refuses the chain.
	 * @return why
	 */
	@Benchmark
	public RejectionReason refuse() {
		try {
			this.verifier.verify(this.presented, KeyPurpose.CLIENT_AUTH);
			throw new IllegalStateException("accepted");
		}
		catch (PeerRejectedException ex) {
			return ex.reason();
		}
	}

	private static LeafSpec ca(LeafSpec spec, String name) {
		return spec.subject("CN=" + name).ca(true).withoutExtension("2.5.29.37");
	}

	/**
	 * Ways to keep a verifier busy.
	 */
	public enum Attack {

		/**
		 * A hundred CAs, each issued by the next.
		 */
		CHAIN_OF_100 {

			@Override
			List<X509Certificate> presented(DevCa mint, IssuedCertificate root) {
				return chain(mint, root, 100);
			}

		},

		/**
		 * As many as are looked at, each issued by the next.
		 */
		LONGEST_CHAIN {

			@Override
			List<X509Certificate> presented(DevCa mint, IssuedCertificate root) {
				return chain(mint, root, MAX_PRESENTED - 1);
			}

		},

		/**
		 * CAs that have all issued each other, with keys that are slow to verify with.
		 */
		MAZE {

			@Override
			List<X509Certificate> presented(DevCa mint, IssuedCertificate root) {
				List<IssuedCertificate> cas = new ArrayList<>();
				for (int i = 0; i < 7; i++) {
					String name = "maze " + i;
					cas.add(mint.issue((spec) -> ca(spec, name).keyAlgorithm(KeyAlgorithm.EC_P521).selfSigned()));
				}
				List<X509Certificate> presented = new ArrayList<>();
				presented.add(mint.issue((spec) -> spec.dns("web").issuer(cas.get(0))).certificate());
				for (IssuedCertificate subject : cas) {
					cas.stream()
						.filter((issuer) -> !issuer.equals(subject))
						.forEach((issuer) -> presented.add(crossSigned(mint, subject, issuer)));
				}
				return presented;
			}

		},

		/**
		 * A leaf with 5,000 names.
		 */
		NAMES {

			@Override
			List<X509Certificate> presented(DevCa mint, IssuedCertificate root) {
				return leaf(mint, root, (spec) -> spec.dns(names(5000)));
			}

		},

		/**
		 * A leaf of a megabyte.
		 */
		MEGABYTE {

			@Override
			List<X509Certificate> presented(DevCa mint, IssuedCertificate root) {
				return leaf(mint, root, (spec) -> spec.dns("web").extension("1.2.3.4", false, octets(1024 * 1024)));
			}

		},

		/**
		 * Thousands of constraints at the anchor, and a leaf with as many names as are
		 * looked at.
		 */
		CONSTRAINTS {

			@Override
			void root(LeafSpec spec) {
				spec.extension("2.5.29.30", true, constraints(2000));
			}

			@Override
			List<X509Certificate> presented(DevCa mint, IssuedCertificate root) {
				return leaf(mint, root, (spec) -> spec.dns(names(900)));
			}

		},

		/**
		 * As many constraints and names as are compared.
		 */
		COMPARISONS {

			@Override
			void root(LeafSpec spec) {
				spec.extension("2.5.29.30", true, constraints(199));
			}

			@Override
			List<X509Certificate> presented(DevCa mint, IssuedCertificate root) {
				return leaf(mint, root, (spec) -> spec.dns(names(499)).dns("evil198.shop.example"));
			}

		};

		void root(LeafSpec spec) {
		}

		abstract List<X509Certificate> presented(DevCa mint, IssuedCertificate root);

		private static List<X509Certificate> chain(DevCa mint, IssuedCertificate root, int length) {
			List<X509Certificate> presented = new ArrayList<>();
			IssuedCertificate issuer = root;
			for (int i = 0; i < length; i++) {
				String name = "ca " + i;
				IssuedCertificate above = issuer;
				issuer = mint.issue((spec) -> ca(spec, name).issuer(above));
				presented.add(0, issuer.certificate());
			}
			IssuedCertificate last = issuer;
			presented.add(0, mint.issue((spec) -> spec.dns("web").issuer(last)).certificate());
			return presented;
		}

		private static X509Certificate crossSigned(DevCa mint, IssuedCertificate subject, IssuedCertificate issuer) {
			KeyPair keyPair = new KeyPair(subject.certificate().getPublicKey(), subject.privateKey());
			return mint
				.issue((spec) -> ca(spec, "maze").subject(subject.certificate().getSubjectX500Principal().getName())
					.keyPair(keyPair)
					.issuer(issuer))
				.certificate();
		}

		private static List<X509Certificate> leaf(DevCa mint, IssuedCertificate root, Consumer<LeafSpec> oddity) {
			return List.of(mint.issue((spec) -> oddity.accept(spec.issuer(root))).certificate());
		}

		private static String[] names(int count) {
			return IntStream.range(0, count).mapToObj((i) -> "web" + i + ".shop.example").toArray(String[]::new);
		}

		private static byte[] constraints(int count) {
			try {
				return new NameConstraints(null,
						IntStream.range(0, count)
							.mapToObj((i) -> new GeneralSubtree(
									new GeneralName(GeneralName.dNSName, "evil" + i + ".shop.example")))
							.toArray(GeneralSubtree[]::new))
					.getEncoded("DER");
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static byte[] octets(int length) {
			byte[] octets = new byte[length + 5];
			octets[0] = 4;
			octets[1] = (byte) 0x83;
			octets[2] = (byte) (length >> 16);
			octets[3] = (byte) (length >> 8);
			octets[4] = (byte) length;
			return octets;
		}

	}

}
