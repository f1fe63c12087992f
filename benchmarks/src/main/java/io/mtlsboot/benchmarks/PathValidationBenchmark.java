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
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to verify a caller from nothing, with one intermediate and EC P-256: by
 * the JDK's path builder alone, and with our search and rules. Both verify two
 * signatures.
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

	private final PeerVerifier verifier = PeerVerifier.pkix(TrustMaterial.of(List.of(this.anchor), "benchmark"),
			VerificationPolicy.DEFAULT, Clock.systemUTC());

	/**
	 * The path builder of the JDK with its own rules alone.
	 * @return the path
	 * @throws GeneralSecurityException if there is none, which would be a mistake here
	 */
	@Benchmark
	public CertPathBuilderResult jdk() throws GeneralSecurityException {
		X509CertSelector target = new X509CertSelector();
		target.setCertificate(this.presented.get(0));
		PKIXBuilderParameters parameters = new PKIXBuilderParameters(Set.of(new TrustAnchor(this.anchor, null)),
				target);
		parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(this.presented)));
		parameters.setRevocationEnabled(false);
		return CertPathBuilder.getInstance("PKIX").build(parameters);
	}

	/**
	 * Our verification.
	 * @return the caller
	 * @throws PeerRejectedException if it is refused, which would be a mistake here
	 */
	@Benchmark
	public VerifiedPeer verify() throws PeerRejectedException {
		return this.verifier.verify(this.presented, KeyPurpose.CLIENT_AUTH);
	}

	/**
	 * The same with admission, as a handshake does it.
	 * @return the caller
	 * @throws PeerRejectedException if it is refused, which would be a mistake here
	 */
	@Benchmark
	public VerifiedPeer judge() throws PeerRejectedException {
		return this.pki.context().judge(this.presented, null);
	}

}
