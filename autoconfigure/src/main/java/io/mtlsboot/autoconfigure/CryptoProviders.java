package io.mtlsboot.autoconfigure;

import java.lang.reflect.InvocationTargetException;
import java.security.Provider;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The JCA providers on the class path, by name or by class. They need not be registered
 * with the JVM.
 */
final class CryptoProviders {

	/** Those that do not say of themselves that they are there. */
	private static final Map<String, String> KNOWN = Map.of("AmazonCorrettoCryptoProvider",
			"com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider", "Conscrypt",
			"org.conscrypt.OpenSSLProvider");

	private static final String ACTION = "Add the library of the provider for this platform, such as "
			+ "'software.amazon.cryptools:AmazonCorrettoCryptoProvider' with its classifier or "
			+ "'org.conscrypt:conscrypt-openjdk-uber', correct the name, or remove 'mtls.tls.crypto-provider': "
			+ "without it the JDK's own are used.";

	private CryptoProviders() {
	}

	/**
	 * Finds a provider.
	 * @param name its name or class
	 * @return a new one
	 * @throws MtlsConfigurationException if there is none or it cannot be created
	 */
	static Provider find(String name) {
		Class<?> type = type(KNOWN.getOrDefault(name, name));
		Provider provider = (type != null) ? create(name, type) : announced(name);
		if (provider == null) {
			throw unusable(name, "no provider of this name or class is on the class path, expected one of "
					+ new TreeSet<>(KNOWN.keySet()) + " or the class of another");
		}
		return provider;
	}

	static MtlsConfigurationException unusable(String name, @Nullable String why) {
		return new MtlsConfigurationException(
				"Unable to use the crypto provider '" + name + "' of 'mtls.tls.crypto-provider': " + why, ACTION);
	}

	private static @Nullable Class<?> type(String name) {
		try {
			return Class.forName(name, false, ClassUtils.getDefaultClassLoader());
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

	private static Provider create(String name, Class<?> type) {
		if (!Provider.class.isAssignableFrom(type)) {
			throw unusable(name, "class '" + type.getName() + "' is no java.security.Provider");
		}
		try {
			return (Provider) type.getConstructor().newInstance();
		}
		catch (InvocationTargetException ex) {
			throw failed(name, (ex.getCause() != null) ? ex.getCause() : ex);
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			throw failed(name, ex);
		}
	}

	private static MtlsConfigurationException failed(String name, Throwable cause) {
		MtlsConfigurationException failed = unusable(name, "it cannot be created, its native library may not load on '"
				+ System.getProperty("os.name") + "', '" + System.getProperty("os.arch") + "': " + cause);
		failed.initCause(cause);
		return failed;
	}

	// Others on the class path are none of our business, even if they are broken
	private static @Nullable Provider announced(String name) {
		return ServiceLoader.load(Provider.class, ClassUtils.getDefaultClassLoader())
			.stream()
			.filter((provider) -> !provider.type().getModule().isNamed())
			.map(CryptoProviders::instance)
			.filter((provider) -> provider != null && provider.getName().equals(name))
			.findFirst()
			.orElse(null);
	}

	private static @Nullable Provider instance(ServiceLoader.Provider<Provider> announced) {
		try {
			return announced.get();
		}
		catch (ServiceConfigurationError | LinkageError ex) {
			return null;
		}
	}

}
