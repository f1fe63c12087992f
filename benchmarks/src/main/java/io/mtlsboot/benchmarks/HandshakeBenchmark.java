package io.mtlsboot.benchmarks;

import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a mutual handshake costs both sides together, with engines that talk through
 * memory. The client is a plain one of the JDK, always the same. {@link HandshakeCpu}
 * tells the sides apart.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class HandshakeBenchmark {

	@Param({ "BARE", "JDK", "CORRETTO", "CONSCRYPT" })
	private String server = "";

	@Param({ "TLSv1.3", "TLSv1.2" })
	private String version = "";

	private @Nullable HandshakePeers peers;

	/**
	 * Makes a server, and a client that has a session of it.
	 * @throws GeneralSecurityException if the server is not possible here
	 * @throws SSLException if they do not understand each other
	 */
	@Setup
	public void create() throws GeneralSecurityException, SSLException {
		this.peers = HandshakePeers.create(HandshakeServer.valueOf(this.server), this.version);
	}

	/**
	 * Gives back what the server holds.
	 */
	@TearDown
	public void close() {
		Objects.requireNonNull(this.peers).close();
	}

	/**
	 * A handshake of a client that was never here.
	 * @return how many bytes of the application came from the server
	 * @throws SSLException if it fails
	 */
	@Benchmark
	public int full() throws SSLException {
		return Objects.requireNonNull(this.peers).shakeHands(false);
	}

	/**
	 * A handshake of a client that brings its session.
	 * @return how many bytes of the application came from the server
	 * @throws SSLException if it fails
	 */
	@Benchmark
	public int resumed() throws SSLException {
		return Objects.requireNonNull(this.peers).shakeHands(true);
	}

}
