package io.mtlsboot.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.mtlsboot.jsse.TlsEngines;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Decides who speaks TLS on the ports of the server, as {@code mtls.tls.engine} says, and
 * tells of it once. Safe for use by many threads.
 */
public final class EngineSelection {

	private static final Log logger = LogFactory.getLog(EngineSelection.class);

	private static final String PROPERTY = "mtls.tls.engine";

	private static final String SERVER = "TLS";

	private static final String NETTY = "TLS of clients on Reactor Netty";

	private final TlsProperties.Engine wanted;

	private final TlsEngines jdk;

	private final @Nullable NativeEngines boringSsl;

	private final boolean stapling;

	private final Map<String, String> told = new ConcurrentHashMap<>();

	EngineSelection(TlsProperties properties, TlsEngines jdk, @Nullable NativeEngines boringSsl, boolean stapling) {
		this.jdk = jdk;
		this.wanted = properties.engine();
		this.boringSsl = boringSsl;
		this.stapling = stapling;
		if (isRequired()) {
			requireAvailable();
		}
	}

	private boolean isRequired() {
		return this.wanted == TlsProperties.Engine.BORINGSSL;
	}

	private void requireAvailable() {
		String reason = unavailability();
		if (reason != null) {
			throw new MtlsConfigurationException("'" + PROPERTY + "' is 'boringssl', but " + reason,
					"Add 'io.mtlsboot:mtls-spring-boot-starter-boringssl' to the class path, or set '" + PROPERTY
							+ "' to 'auto', which takes the JDK where there is nothing else.");
		}
		if (this.stapling) {
			throw new MtlsConfigurationException(
					"Properties contradict each other: 'mtls.server.ocsp-stapling' is 'true' and '" + PROPERTY
							+ "' is 'boringssl', but only the JDK staples",
					"Set '" + PROPERTY + "' to 'auto' or 'jdk', or remove 'mtls.server.ocsp-stapling'.");
		}
	}

	/**
	 * Refuses a key that cannot be used by the only one who may.
	 * @param scope who needs it
	 * @param key the key
	 * @throws MaterialException if it cannot be used
	 */
	void requireUsable(MaterialScope scope, KeyMaterial key) throws MaterialException {
		boolean concerned = isRequired() && scope.equals(MaterialScope.SERVER);
		String reason = (concerned && this.boringSsl != null) ? this.boringSsl.refusal(key) : null;
		if (reason != null) {
			throw new MaterialException(MaterialProblem.KEY_NOT_SUPPORTED, key.location(),
					"The key of '" + scope.name() + "' from '" + key.location() + "' cannot be used by BoringSSL: "
							+ reason + "; expected one that can, or '" + PROPERTY + "' to be 'auto'");
		}
	}

	/**
	 * Who speaks TLS for a scope with a certain key.
	 * @param scope who needs a context
	 * @param key who we are there
	 * @return the engines
	 */
	TlsEngines select(MaterialScope scope, KeyMaterial key) {
		// HTTP clients are made for the engines of the JDK, and its own waits for ever
		// for one that says in another order what it needs next
		if (this.wanted == TlsProperties.Engine.JDK || !scope.equals(MaterialScope.SERVER)) {
			return this.jdk;
		}
		String reason = reasonAgainstBoringSsl(key);
		if (reason == null && this.boringSsl != null) {
			tell(SERVER, this.boringSsl.name(), "");
			return this.boringSsl;
		}
		tell(SERVER, this.jdk.name(), ": " + reason);
		return this.jdk;
	}

	/**
	 * Who speaks TLS for the HTTP client of Reactor Netty, which knows both.
	 * @param key who we are there
	 * @return the engines
	 */
	TlsEngines selectForReactorNetty(KeyMaterial key) {
		if (this.wanted == TlsProperties.Engine.JDK || this.boringSsl == null || unavailability() != null) {
			return this.jdk;
		}
		String refusal = this.boringSsl.refusal(key);
		if (refusal == null) {
			tell(NETTY, this.boringSsl.name(), "");
			return this.boringSsl;
		}
		tell(NETTY, this.jdk.name(), ": BoringSSL cannot use the key from '" + key.location() + "': " + refusal);
		return this.jdk;
	}

	private @Nullable String reasonAgainstBoringSsl(KeyMaterial key) {
		String reason = unavailability();
		if (reason == null && this.stapling) {
			reason = "only the JDK staples, as 'mtls.server.ocsp-stapling' wants";
		}
		if (reason == null && this.boringSsl != null) {
			String refusal = this.boringSsl.refusal(key);
			reason = (refusal != null) ? "BoringSSL cannot use the key of 'server': " + refusal : null;
		}
		return reason;
	}

	private @Nullable String unavailability() {
		if (this.boringSsl == null) {
			return "BoringSSL is not on the class path";
		}
		String reason = this.boringSsl.unavailability();
		return (reason != null) ? "BoringSSL does not run here: " + reason : null;
	}

	private void tell(String who, String engine, String reason) {
		String line = who + " is spoken by '" + engine + "'" + reason;
		if (!line.equals(this.told.put(who, line))) {
			logger.info(line);
		}
	}

}
