package io.mtlsboot.autoconfigure.security;

import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Whether the application can have the health endpoint. Apart from the classes that name
 * the endpoint, which are loaded only if it is there.
 */
final class HealthEndpoints {

	private HealthEndpoints() {
	}

	static boolean arePresent(ApplicationContext context) {
		ClassLoader classLoader = context.getClassLoader();
		return ClassUtils.isPresent("org.springframework.boot.health.actuate.endpoint.HealthEndpoint", classLoader)
				&& ClassUtils.isPresent(
						"org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration",
						classLoader);
	}

}
