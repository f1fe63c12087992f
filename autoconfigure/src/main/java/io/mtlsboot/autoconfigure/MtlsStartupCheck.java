package io.mtlsboot.autoconfigure;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.context.reactive.ReactiveWebApplicationContext;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;

/**
 * Loads the material of every configured client, so that a mistake stops the start and
 * not the first call. The server's was loaded when its port was made.
 * <p>
 * A web application without a port of its own is a test, and a test needs no
 * certificates.
 *
 * @param context the application
 * @param properties which clients there are
 * @param materials the stores of material
 */
record MtlsStartupCheck(ApplicationContext context, MtlsProperties properties,
		MtlsMaterials materials) implements SmartInitializingSingleton {

	@Override
	public void afterSingletonsInstantiated() {
		if (isWebApplicationWithoutPort()) {
			return;
		}
		this.properties.clients().keySet().forEach((name) -> load(MaterialScope.client(name)));
		if (this.materials.loaded().isEmpty()) {
			load(MaterialScope.BUNDLE);
		}
	}

	private void load(MaterialScope scope) {
		this.materials.store(scope).current();
	}

	private boolean isWebApplicationWithoutPort() {
		return isWebApplication() && !ownsAPort();
	}

	private boolean isWebApplication() {
		return isServletApplication() || isReactiveApplication();
	}

	private boolean isServletApplication() {
		return isPresent("org.springframework.web.context.WebApplicationContext")
				&& this.context instanceof WebApplicationContext;
	}

	private boolean isReactiveApplication() {
		return isPresent("org.springframework.boot.web.context.reactive.ReactiveWebApplicationContext")
				&& this.context instanceof ReactiveWebApplicationContext;
	}

	private boolean ownsAPort() {
		return isPresent("org.springframework.boot.web.server.context.WebServerApplicationContext")
				&& this.context instanceof WebServerApplicationContext;
	}

	private static boolean isPresent(String className) {
		return ClassUtils.isPresent(className, MtlsStartupCheck.class.getClassLoader());
	}

}
