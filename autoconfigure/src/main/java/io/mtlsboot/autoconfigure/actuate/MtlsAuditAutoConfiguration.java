package io.mtlsboot.autoconfigure.actuate;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.autoconfigure.ConditionalOnMtls;
import io.mtlsboot.autoconfigure.MtlsLogAutoConfiguration;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Auto-configuration of audit events about refusals, unless
 * {@code management.auditevents.enabled} is {@code false}.
 */
@AutoConfiguration(before = MtlsLogAutoConfiguration.class)
@ConditionalOnMtls
@ConditionalOnClass(AuditApplicationEvent.class)
@ConditionalOnBooleanProperty(name = "management.auditevents.enabled", matchIfMissing = true)
public final class MtlsAuditAutoConfiguration {

	/** More than groups are told of at once; what does not fit is in the journal. */
	private static final int MAX_WAITING = 1000;

	@Bean
	@ConditionalOnMissingBean(name = "mtlsAuditedFailures")
	AuditedFailures mtlsAuditedFailures(ApplicationEventPublisher publisher) {
		return new AuditedFailures(publisher, executor());
	}

	// Has a thread only while there is something to publish
	private static ThreadPoolExecutor executor() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("mtls-audit-");
		threads.setDaemon(true);
		ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS,
				new ArrayBlockingQueue<>(MAX_WAITING), threads, new ThreadPoolExecutor.DiscardPolicy());
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

}
