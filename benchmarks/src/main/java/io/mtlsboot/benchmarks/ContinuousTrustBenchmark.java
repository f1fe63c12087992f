package io.mtlsboot.benchmarks;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.jsse.FollowedPeer;
import io.mtlsboot.jsse.PeerVerdict;
import io.mtlsboot.jsse.PeerVerdicts;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What continuous trust costs each request of a caller that is still trusted, beside
 * nothing at all.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ContinuousTrustBenchmark {

	private static final int CALLERS = 100;

	private final BenchmarkPki pki = BenchmarkPki.create();

	private final PeerVerdicts verdicts = new PeerVerdicts(this.pki::context, Clock.systemUTC());

	private X509Certificate[] connection = {};

	private X509Certificate[] resumed = {};

	private FollowedPeer kept = this.verdicts.follow(List.of());

	/**
	 * Lets a hundred callers be known, as they are on a busy server.
	 * @throws GeneralSecurityException if a certificate cannot be copied
	 */
	@Setup
	public void callers() throws GeneralSecurityException {
		List<List<X509Certificate>> callers = new ArrayList<>();
		for (int i = 0; i < CALLERS; i++) {
			callers.add(this.pki.caller("web-" + i));
			this.verdicts.judge(callers.get(i));
		}
		this.connection = callers.get(0).toArray(new X509Certificate[0]);
		// As a ticket brings them back: equal, but not the same objects
		this.resumed = FreshCertificates.of(callers.get(0)).toArray(new X509Certificate[0]);
		this.kept = this.verdicts.follow(callers.get(0));
	}

	/**
	 * Nothing but what hands the certificates over: the baseline.
	 * @return the certificates
	 */
	@Benchmark
	public List<X509Certificate> baseline() {
		return Arrays.asList(this.connection);
	}

	/**
	 * A request on a connection that the server follows, as all do but those of another
	 * protocol.
	 * @return the verdict
	 */
	@Benchmark
	public PeerVerdict follow() {
		return this.kept.judge();
	}

	/**
	 * A request on a connection that nobody follows, whose certificates were seen before.
	 * @return the verdict
	 */
	@Benchmark
	public PeerVerdict judge() {
		return this.verdicts.judge(Arrays.asList(this.connection));
	}

	/**
	 * A request on such a connection that resumed a session: the same certificates, read
	 * again.
	 * @return the verdict
	 */
	@Benchmark
	public PeerVerdict judgeResumed() {
		return this.verdicts.judge(Arrays.asList(this.resumed));
	}

}
