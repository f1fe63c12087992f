package io.mtlsboot.benchmarks;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.trust.PeerRejectedException;
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

	private final BenchmarkPki pki = BenchmarkPki.create();

	private final List<X509Certificate> presented = this.pki.caller("web");

	/**
	 * Judges a caller with one intermediate, EC P-256.
	 * @return the caller
	 * @throws PeerRejectedException if it is refused, which would be a mistake here
	 */
	@Benchmark
	public VerifiedPeer judge() throws PeerRejectedException {
		return this.pki.context().judge(this.presented, null);
	}

}
