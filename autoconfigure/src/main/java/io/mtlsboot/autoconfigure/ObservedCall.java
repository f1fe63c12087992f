package io.mtlsboot.autoconfigure;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

import io.mtlsboot.handshake.FailureCause;
import org.jspecify.annotations.Nullable;

/**
 * A request to a port that only observes, judged as a strict port would judge it. All
 * text is as the caller sent it.
 *
 * @param time when it came
 * @param plaintext whether it came without TLS
 * @param presented the certificates that the caller presented, leaf first; empty without
 * a certificate
 * @param refusal why a strict port would refuse it, or {@code null} if it would not; for
 * a call without TLS the reason is {@code PLAINTEXT}, without a certificate
 * {@code NO_CERTIFICATE}
 * @param address the address of the caller
 * @param userAgent the header {@code User-Agent}, or {@code null} if there is none
 * @param path the path of the request, without the query
 */
public record ObservedCall(Instant time, boolean plaintext, List<X509Certificate> presented,
		@Nullable FailureCause refusal, String address, @Nullable String userAgent, String path) {

	/**
	 * Copies the certificates.
	 * @param time when it came
	 * @param plaintext whether it came without TLS
	 * @param presented the certificates that the caller presented, leaf first
	 * @param refusal why a strict port would refuse it, or {@code null}
	 * @param address the address of the caller
	 * @param userAgent the header {@code User-Agent}, or {@code null}
	 * @param path the path of the request, without the query
	 */
	public ObservedCall {
		presented = List.copyOf(presented);
	}

}
