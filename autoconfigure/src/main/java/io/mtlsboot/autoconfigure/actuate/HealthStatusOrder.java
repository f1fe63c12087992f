package io.mtlsboot.autoconfigure.actuate;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Gives {@code WARNING} a place among the health statuses, unless the application has an
 * order of its own.
 * <p>
 * Boot leaves a status out of the aggregate that is not in the order: a warning would be
 * invisible at {@code /actuator/health}. A default of the property, unlike a bean, also
 * holds for health groups with an aggregator of their own.
 */
final class HealthStatusOrder implements EnvironmentPostProcessor {

	static final String PROPERTY = "management.endpoint.health.status.order";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (isHealthPresent(application) && isEnabled(environment) && !hasOwnOrder(environment)) {
			environment.getPropertySources()
				.addLast(new MapPropertySource("mtlsHealthStatusOrder",
						Map.of(PROPERTY, String.join(",", WarningStatus.order()))));
		}
	}

	private static boolean isHealthPresent(SpringApplication application) {
		return ClassUtils.isPresent("org.springframework.boot.health.contributor.Status", application.getClassLoader());
	}

	private static boolean isEnabled(ConfigurableEnvironment environment) {
		return environment.getProperty("mtls.enabled", Boolean.class, true);
	}

	private static boolean hasOwnOrder(ConfigurableEnvironment environment) {
		return Binder.get(environment).bind(PROPERTY, Bindable.listOf(String.class)).isBound();
	}

}
