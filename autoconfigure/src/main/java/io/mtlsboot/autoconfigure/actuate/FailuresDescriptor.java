package io.mtlsboot.autoconfigure.actuate;

import java.time.Instant;
import java.util.List;

import io.mtlsboot.handshake.CertificateSummary;
import io.mtlsboot.handshake.OwnCertificateSummary;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What {@code GET /actuator/mtls/failures} returns. Text from certificates and the
 * network is printable and of bounded length.
 *
 * @param since since when refusals are counted
 * @param totals how many there were of each reason
 * @param groups what they have in common, the latest first
 */
record FailuresDescriptor(Instant since, List<Total> totals, List<Group> groups) implements OperationResponseBody {

	FailuresDescriptor {
		totals = List.copyOf(totals);
		groups = List.copyOf(groups);
	}

	/**
	 * How many refusals of a reason there were.
	 *
	 * @param kind {@code handshake} or {@code connection}
	 * @param side {@code server} or {@code client}
	 * @param reason the reason
	 * @param count how many
	 */
	record Total(String kind, String side, String reason, long count) {
	}

	/**
	 * Refusals of the same reason, peer and place.
	 *
	 * @param kind {@code handshake} or {@code connection}
	 * @param side {@code server} or {@code client}
	 * @param reason the reason
	 * @param peer who the peer says it is
	 * @param place where it is
	 * @param others whether there were too many peers or places to tell them apart
	 * @param first when it happened first
	 * @param last when it happened last
	 * @param count how often it happened
	 * @param latest one of the last
	 */
	record Group(String kind, String side, String reason, @Nullable String peer, @Nullable String place, boolean others,
			Instant first, Instant last, long count, Latest latest) {
	}

	/**
	 * A refusal.
	 *
	 * @param time when it happened
	 * @param detail both sides of the mismatch
	 * @param remedy what to do about it
	 * @param connection who was connected with whom
	 * @param presented what the peer presented
	 * @param atFault the certificate at fault, if it is another one
	 * @param own our certificate, if the peer may have refused it
	 * @param checks what was checked
	 */
	record Latest(Instant time, String detail, String remedy, Connection connection,
			@Nullable CertificateSummary presented, @Nullable CertificateSummary atFault,
			@Nullable OwnCertificateSummary own, List<Checked> checks) {

		Latest {
			checks = List.copyOf(checks);
		}

	}

	/**
	 * What is known of a connection; what is {@code null} is not.
	 *
	 * @param localPort our port
	 * @param remoteAddress the address of the peer, or the host name that we called
	 * @param remotePort the port of the peer
	 * @param serverName the host name that the caller asked for
	 * @param protocol the TLS version
	 * @param resumed whether an earlier session was resumed
	 */
	record Connection(@Nullable Integer localPort, @Nullable String remoteAddress, @Nullable Integer remotePort,
			@Nullable String serverName, @Nullable String protocol, @Nullable Boolean resumed) {
	}

	/**
	 * A check and what came of it.
	 *
	 * @param check the check
	 * @param outcome {@code PASS}, {@code FAIL} or {@code NOT_REACHED}
	 */
	record Checked(String check, String outcome) {
	}

}
