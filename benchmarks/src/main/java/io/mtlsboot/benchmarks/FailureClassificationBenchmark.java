package io.mtlsboot.benchmarks;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.handshake.HandshakeFailureClassifier;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.RejectionReason;
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
 * What it costs to find the word for a failed handshake, beside the exception that the
 * engine makes of it whether anybody classifies it or not.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FailureClassificationBenchmark {

	private static final String NO_CERTIFICATE = "Empty client certificate chain";

	/**
	 * Finds the word.
	 * @param failed the handshake
	 * @return the reason and its detail
	 */
	@Benchmark
	public FailureCause classify(Failed failed) {
		return HandshakeFailureClassifier.classify(failed.exception, HandshakeSide.SERVER, Check.TLS);
	}

	/**
	 * What the engine does anyway: an exception with its stack trace.
	 * @return the exception
	 */
	@Benchmark
	public SSLException exception() {
		return new SSLHandshakeException(NO_CERTIFICATE);
	}

	/**
	 * A handshake that failed.
	 */
	@State(Scope.Benchmark)
	public static class Failed {

		/**
		 * Why.
		 */
		@Param
		public Failure failure = Failure.PKIX;

		private SSLException exception = new SSLException("");

		/**
		 * Makes the exception.
		 */
		@Setup
		public void fail() {
			this.exception = this.failure.exception();
		}

	}

	/**
	 * Ways in which a handshake fails, with what the engines say then.
	 */
	public enum Failure {

		/** Path validation fails, which the trust manager gives a reason. */
		PKIX("(certificate_unknown) Peer certificate rejected: SIGNATURE_INVALID"),

		/** Nothing presented. */
		NO_CERTIFICATE(FailureClassificationBenchmark.NO_CERTIFICATE),

		/** The caller refuses us. */
		ALERT("(certificate_unknown) Received fatal alert: certificate_unknown"),

		/** An HTTP request without TLS. */
		PLAINTEXT("Unsupported or unrecognized SSL message"),

		/** Nothing presented, to BoringSSL. */
		BORINGSSL_NO_CERTIFICATE("error:100000c0:SSL routines:OPENSSL_internal:PEER_DID_NOT_RETURN_A_CERTIFICATE"),

		/** The caller refuses us, and BoringSSL says so. */
		BORINGSSL_ALERT("error:10000416:SSL routines:OPENSSL_internal:SSLV3_ALERT_CERTIFICATE_UNKNOWN"),

		/**
		 * Path validation fails in a trust manager that is not ours: nothing that we
		 * know, and so it is compared with all that we know.
		 */
		UNKNOWN("PKIX path validation failed: signature check failed");

		private final String message;

		Failure(String message) {
			this.message = message;
		}

		SSLException exception() {
			SSLException exception = new SSLHandshakeException(this.message);
			Exception invalid = new CertPathValidatorException("signature check failed");
			switch (this) {
				case PKIX -> exception.initCause(new PeerRejectedException(RejectionReason.SIGNATURE_INVALID,
						"path validation: signature check failed", null, invalid));
				case UNKNOWN -> exception.initCause(new CertificateException(this.message, invalid));
				default -> {
				}
			}
			return exception;
		}

	}

}
