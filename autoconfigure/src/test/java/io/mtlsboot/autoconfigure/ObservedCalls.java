package io.mtlsboot.autoconfigure;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * Calls that nobody made.
 *
 * @param presented the certificate, or {@code null}
 * @param refusal why it would be refused, or {@code null}
 * @param address where it comes from
 * @param userAgent the user agent, or {@code null}
 * @param path the path
 */
public record ObservedCalls(@Nullable X509Certificate presented, @Nullable FailureCause refusal, String address,
		@Nullable String userAgent, String path) {

	public static ObservedCalls plaintext() {
		return new ObservedCalls(null, null, "10.0.0.1", "curl/8.5.0", "/orders").refused(RejectionReason.PLAINTEXT,
				"an HTTP request without TLS");
	}

	public static ObservedCalls noCertificate() {
		return plaintext().refused(RejectionReason.NO_CERTIFICATE, "none presented");
	}

	public static ObservedCalls admitted(X509Certificate certificate) {
		return new ObservedCalls(certificate, null, "10.0.0.2", "Java", "/orders");
	}

	public ObservedCalls refused(RejectionReason reason, String detail) {
		return new ObservedCalls(this.presented, FailureCause.of(reason, detail, Check.COMPLETION), this.address,
				this.userAgent, this.path);
	}

	public ObservedCalls from(String changed) {
		return new ObservedCalls(this.presented, this.refusal, changed, this.userAgent, this.path);
	}

	public ObservedCalls by(@Nullable String changed) {
		return new ObservedCalls(this.presented, this.refusal, this.address, changed, this.path);
	}

	public ObservedCalls to(String changed) {
		return new ObservedCalls(this.presented, this.refusal, this.address, this.userAgent, changed);
	}

	public ObservedCall at(Instant time) {
		boolean plaintext = this.refusal != null && this.refusal.reason() == RejectionReason.PLAINTEXT;
		return new ObservedCall(time, plaintext, (this.presented != null) ? List.of(this.presented) : List.of(),
				this.refusal, this.address, this.userAgent, this.path);
	}

}
