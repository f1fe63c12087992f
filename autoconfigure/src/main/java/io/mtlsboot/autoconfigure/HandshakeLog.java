package io.mtlsboot.autoconfigure;

import io.mtlsboot.handshake.FailureGroup;
import io.mtlsboot.handshake.FailureGroupListener;
import io.mtlsboot.handshake.FailureKind;
import io.mtlsboot.handshake.FailureReport;
import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.handshake.HandshakeSide;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs refused handshakes and live connections, one line for each group and minute: a
 * scanner must not fill the log, and an operator must not need DEBUG. Only what scanners
 * and health checks leave behind needs it.
 */
final class HandshakeLog implements FailureGroupListener {

	private static final Log logger = LogFactory.getLog(HandshakeLog.class);

	@Override
	public void onFailures(FailureGroup group, long more) {
		if (!group.latest().isNoise()) {
			logger.warn(line(group.latest(), more));
		}
		else if (logger.isDebugEnabled()) {
			logger.debug(line(group.latest(), more));
		}
	}

	private static String line(FailureReport report, long more) {
		StringBuilder line = new StringBuilder(
				(report.kind() == FailureKind.HANDSHAKE) ? "TLS handshake" : "Connection")
			.append(" refused on the ")
			.append(report.side())
			.append(" side: ")
			.append(report.reason())
			.append(" (")
			.append(report.detail())
			.append(')');
		if (report.presented() != null) {
			line.append(" subject '").append(report.presented().subject()).append('\'');
		}
		appendPlace(line, report);
		if (more > 0) {
			line.append(", and ").append(more).append(" more like it since the last line");
		}
		return line.append(". ").append(report.remedy()).toString();
	}

	private static void appendPlace(StringBuilder line, FailureReport report) {
		HandshakeConnection connection = report.connection();
		if (connection.remoteAddress() != null) {
			line.append(" peer '").append(connection.remoteAddress()).append('\'');
		}
		int port = (report.side() == HandshakeSide.SERVER) ? connection.localPort() : connection.remotePort();
		if (port > 0) {
			line.append(" port ").append(port);
		}
		if (connection.serverName() != null) {
			line.append(" SNI '").append(connection.serverName()).append('\'');
		}
	}

}
