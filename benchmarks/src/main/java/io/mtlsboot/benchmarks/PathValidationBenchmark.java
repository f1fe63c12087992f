package io.mtlsboot.benchmarks;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderResult;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.VerificationPolicy;
import io.mtlsboot.trust.VerifiedPeer;
import io.mtlsboot.x509.KeyPurpose;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to verify a caller with one intermediate and EC P-256: by the JDK's path
 * builder alone, and with our search and rules. Cold is a caller who was never here, in a
 * generation that has just begun, so that both verify two signatures. Cached is one who
 * comes back: the JDK keeps with a certificate that its signature was valid, ours keeps
 * the path.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PathValidationBenchmark {

	private final BenchmarkPki pki = BenchmarkPki.create();

	private final List<X509Certificate> presented = this.pki.caller("web");

	private final X509Certificate anchor = this.pki.ca().rootCertificate();

	private final PeerVerifier verifier = verifier();

	private PeerVerifier verifier() {
		return PeerVerifier.pkix(TrustMaterial.of(List.of(this.anchor), "benchmark"), VerificationPolicy.DEFAULT,
				Clock.systemUTC());
	}

	private CertPathBuilderResult build(List<X509Certificate> chain) throws GeneralSecurityException {
		X509CertSelector target = new X509CertSelector();
		target.setCertificate(chain.get(0));
		PKIXBuilderParameters parameters = new PKIXBuilderParameters(Set.of(new TrustAnchor(this.anchor, null)),
				target);
		parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
		parameters.setRevocationEnabled(false);
		return CertPathBuilder.getInstance("PKIX").build(parameters);
	}

	/**
	 * The path builder of the JDK with its own rules alone, for a caller who was never
	 * here.
	 * @param caller the caller
	 * @return the path
	 * @throws GeneralSecurityException if there is none, which would be a mistake here
	 */
	@Benchmark
	public CertPathBuilderResult jdkCold(NewCaller caller) throws GeneralSecurityException {
		return build(caller.presented);
	}

	/**
	 * Our verification, for a caller who was never here.
	 * @param caller the caller
	 * @return the caller
	 * @throws PeerRejectedException if it is refused, which would be a mistake here
	 */
	@Benchmark
	public VerifiedPeer cold(NewCaller caller) throws PeerRejectedException {
		return caller.verifier.verify(caller.presented, KeyPurpose.CLIENT_AUTH);
	}

	/**
	 * The path builder of the JDK, for a caller who comes back.
	 * @return the path
	 * @throws GeneralSecurityException if there is none, which would be a mistake here
	 */
	@Benchmark
	public CertPathBuilderResult jdkCached() throws GeneralSecurityException {
		return build(this.presented);
	}

	/**
	 * Our verification, for a caller who comes back.
	 * @return the caller
	 * @throws PeerRejectedException if it is refused, which would be a mistake here
	 */
	@Benchmark
	public VerifiedPeer cached() throws PeerRejectedException {
		return this.verifier.verify(this.presented, KeyPurpose.CLIENT_AUTH);
	}

	/**
	 * The same for one whose certificates were parsed again since, so that all their
	 * bytes are compared.
	 * @param caller the caller
	 * @return the caller
	 * @throws PeerRejectedException if it is refused, which would be a mistake here
	 */
	@Benchmark
	public VerifiedPeer cachedParsedAgain(NewCaller caller) throws PeerRejectedException {
		return this.verifier.verify(caller.presented, KeyPurpose.CLIENT_AUTH);
	}

	/**
	 * A caller who comes back, with admission, as the end of a handshake does it, resumed
	 * or not.
	 * @return the caller
	 * @throws PeerRejectedException if it is refused, which would be a mistake here
	 */
	@Benchmark
	public VerifiedPeer judge() throws PeerRejectedException {
		return this.pki.context().judge(this.presented, null);
	}

	/**
	 * A caller of whom nobody knows anything.
	 */
	@State(Scope.Thread)
	public static class NewCaller {

		private List<X509Certificate> presented = List.of();

		private PeerVerifier verifier = (presented, purpose) -> {
			throw new IllegalStateException("Nobody was here");
		};

		/**
		 * Parses its certificates, and begins a generation.
		 * @param benchmark knows its certificates
		 * @throws GeneralSecurityException if they cannot be parsed
		 */
		@Setup(Level.Invocation)
		public void arrive(PathValidationBenchmark benchmark) throws GeneralSecurityException {
			this.presented = FreshCertificates.of(benchmark.presented);
			this.verifier = benchmark.verifier();
		}

	}

}
