package io.mtlsboot.autoconfigure.doctor;

import java.time.Clock;
import java.util.List;

import io.mtlsboot.autoconfigure.Finding;
import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsProperties;

import org.springframework.beans.BeansException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * As much of the application as has to do with mutual TLS. It opens no port and runs
 * nothing of the user's.
 *
 * @param environment the settings of the application
 * @param server whether the application has a port
 */
record DoctorContext(ConfigurableEnvironment environment, boolean server) {

	List<Finding> examine() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.setEnvironment(this.environment);
			context.register(DoctorBeans.class);
			context.refresh();
			return new Examination(context.getBean(MtlsProperties.class), context.getBean(MaterialSources.class),
					context.getBean(MtlsContexts.class), this.server, Clock.systemUTC())
				.examine();
		}
		catch (BeansException ex) {
			return List.of(Check.CONFIGURATION.error("mtls", describe(ex)));
		}
	}

	private static String describe(BeansException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof MtlsConfigurationException known) {
				return known.getMessage() + ". " + known.action();
			}
		}
		return String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
	}

}
