package io.mtlsboot.autoconfigure.server;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import io.mtlsboot.autoconfigure.MtlsConfigurationException;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.web.server.Ssl;
import org.springframework.core.env.Environment;

/**
 * Finds Boot's own TLS properties, which would say something else than ours.
 */
final class ServerSslProperties {

	private static final ConfigurationPropertyName SERVER = ConfigurationPropertyName.of("server.ssl");

	private static final ConfigurationPropertyName MANAGEMENT = ConfigurationPropertyName.of("management.server.ssl");

	private ServerSslProperties() {
	}

	/**
	 * Refuses {@code server.ssl.*} beside {@code mtls.*}: two answers to one question.
	 * @param environment the properties
	 */
	static void requireNone(Environment environment) {
		find(environment, SERVER).ifPresent((found) -> {
			throw new MtlsConfigurationException(
					"Property " + found + " contradicts 'mtls.server': the TLS of a port has one owner",
					"Remove 'server.ssl.*' and describe the certificate in 'mtls.identity', "
							+ "or set 'mtls.server.enabled: false' to leave the port to 'server.ssl.*'.");
		});
	}

	/**
	 * Finds a property of the management port's own TLS. Only what Boot takes from it
	 * counts: with nothing but a misspelt property, Boot would open a port without TLS.
	 * @param environment the properties
	 * @return its name in quotes and where it is, if there is one
	 */
	static Optional<String> management(Environment environment) {
		return find(environment, MANAGEMENT)
			.filter((found) -> Binder.get(environment).bind(MANAGEMENT, Bindable.of(Ssl.class)).isBound());
	}

	private static Optional<String> find(Environment environment, ConfigurationPropertyName parent) {
		Predicate<ConfigurationPropertyName> below = parent::isAncestorOf;
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				Optional<String> found = iterable.stream()
					.filter(below)
					.sorted()
					.map((name) -> describe(iterable, name))
					.findFirst();
				if (found.isPresent()) {
					return found;
				}
			}
		}
		return Optional.empty();
	}

	private static String describe(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		Origin origin = Origin.from(source.getConfigurationProperty(name));
		return "'" + name + "'" + ((origin != null) ? " (" + Objects.toString(origin) + ")" : "");
	}

}
