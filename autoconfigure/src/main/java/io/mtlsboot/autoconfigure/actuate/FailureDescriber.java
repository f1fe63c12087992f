package io.mtlsboot.autoconfigure.actuate;

import io.mtlsboot.handshake.FailureGroup;
import io.mtlsboot.handshake.FailureReport;
import io.mtlsboot.handshake.FailureTotal;
import io.mtlsboot.handshake.HandshakeConnection;
import org.jspecify.annotations.Nullable;

/**
 * Describes refusals as the endpoint shows them.
 */
final class FailureDescriber {

	private FailureDescriber() {
	}

	static FailuresDescriptor.Total total(FailureTotal total) {
		return new FailuresDescriptor.Total(total.kind().toString(), total.side().toString(), total.reason().name(),
				total.count());
	}

	static FailuresDescriptor.Group group(FailureGroup group) {
		return new FailuresDescriptor.Group(group.kind().toString(), group.side().toString(), group.reason().name(),
				group.peer(), group.place(), group.others(), group.first(), group.last(), group.count(),
				latest(group.latest()));
	}

	private static FailuresDescriptor.Latest latest(FailureReport report) {
		return new FailuresDescriptor.Latest(report.time(), report.detail(), report.remedy(),
				connection(report.connection()), report.presented(), report.atFault(), report.own(),
				report.checks()
					.stream()
					.map((result) -> new FailuresDescriptor.Checked(result.check().name(), result.outcome().name()))
					.toList());
	}

	private static FailuresDescriptor.Connection connection(HandshakeConnection connection) {
		return new FailuresDescriptor.Connection(port(connection.localPort()), connection.remoteAddress(),
				port(connection.remotePort()), connection.serverName(), connection.protocol(), connection.resumed());
	}

	private static @Nullable Integer port(int port) {
		return (port > 0) ? port : null;
	}

}
