package io.mtlsboot.benchmarks;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.jsse.TlsProfile;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.VerificationPolicy;
import io.mtlsboot.trust.VerifiedPeer;
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
 * What it costs to verify and authorize a caller from nothing: path building and its
 * signatures. The baseline for whatever spares them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PathValidationBenchmark {

	private final DevCa ca = DevCa.create("shop.example");

	private final List<X509Certificate> presented = this.ca
		.issue((leaf) -> leaf.subject("CN=web").spiffeId("spiffe://shop.example/web").purposes(Purpose.CLIENT_AUTH))
		.chain();

	private final MtlsContext context = context(this.ca);

	private static MtlsContext context(DevCa ca) {
		IssuedCertificate own = ca.issue((leaf) -> leaf.subject("CN=orders").dns("orders.shop.example"));
		TlsMaterial material = new TlsMaterial(KeyMaterial.of(own.privateKey(), own.chain(), "benchmark"),
				TrustMaterial.of(List.of(ca.rootCertificate()), "benchmark"));
		return MtlsContext.create(HandshakeSide.SERVER, new Generation(1, material, Instant.now()),
				(trust) -> PeerVerifier.pkix(trust, VerificationPolicy.DEFAULT, Clock.systemUTC()),
				PeerAuthorizer.anyVerifiedCaller(), TlsProfile.DEFAULT, new HandshakeListener() {
				});
	}

	/**
	 * Judges a caller with one intermediate, EC P-256.
	 * @return the caller
	 * @throws PeerRejectedException if it is refused, which would be a mistake here
	 */
	@Benchmark
	public VerifiedPeer judge() throws PeerRejectedException {
		return this.context.judge(this.presented, null);
	}

}
