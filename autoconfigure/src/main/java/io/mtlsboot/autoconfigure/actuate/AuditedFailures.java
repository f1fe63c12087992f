package io.mtlsboot.autoconfigure.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

import io.mtlsboot.handshake.CertificateSummary;
import io.mtlsboot.handshake.FailureGroup;
import io.mtlsboot.handshake.FailureGroupListener;
import io.mtlsboot.handshake.FailureReport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes an audit event for each group of refusals and minute: whoever is refused
 * again and again must not fill the store of events.
 *
 * @param publisher the application context
 * @param executor publishes: whoever stores events may wait for a database, a handshake
 * must not
 */
record AuditedFailures(ApplicationEventPublisher publisher, Executor executor) implements FailureGroupListener {

	static final String TYPE = "MTLS_REFUSED";

	private static final Log logger = LogFactory.getLog(AuditedFailures.class);

	@Override
	public void onFailures(FailureGroup group, long more) {
		if (!group.latest().isNoise()) {
			AuditEvent event = event(group, more);
			this.executor.execute(() -> publish(event));
		}
	}

	private void publish(AuditEvent event) {
		try {
			this.publisher.publishEvent(new AuditApplicationEvent(event));
		}
		catch (RuntimeException ex) {
			logger.warn(
					"Unable to publish the audit event '" + event.getType() + "': expected its listeners to take it",
					ex);
		}
	}

	private static AuditEvent event(FailureGroup group, long more) {
		FailureReport report = group.latest();
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("kind", report.kind().toString());
		data.put("side", report.side().toString());
		data.put("reason", report.reason().name());
		data.put("detail", report.detail());
		data.put("remedy", report.remedy());
		data.put("count", more + 1);
		put(data, "peer", report.peer());
		put(data, "address", report.connection().remoteAddress());
		put(data, "serverName", report.connection().serverName());
		CertificateSummary presented = report.presented();
		if (presented != null) {
			data.put("subject", presented.subject());
			data.put("issuer", presented.issuer());
			data.put("serial", presented.serial());
			data.put("fingerprint", presented.fingerprint());
		}
		return new AuditEvent(report.time(), principal(report), TYPE, data);
	}

	// A stranger can write any name into a certificate; nobody's audit trail is his
	private static String principal(FailureReport report) {
		if (report.peer() != null && report.isCertified()) {
			return report.peer();
		}
		String address = report.connection().remoteAddress();
		return (address != null) ? address : "unknown";
	}

	private static void put(Map<String, Object> data, String name, @Nullable String value) {
		if (value != null) {
			data.put(name, value);
		}
	}

}
