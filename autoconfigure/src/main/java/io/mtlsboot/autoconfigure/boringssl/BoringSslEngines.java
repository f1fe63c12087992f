package io.mtlsboot.autoconfigure.boringssl;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

import javax.net.ssl.SSLContext;

import io.mtlsboot.autoconfigure.NativeEngines;
import io.mtlsboot.jsse.TlsEngines;
import io.mtlsboot.material.KeyMaterial;
import io.netty.handler.ssl.OpenSsl;
import org.jspecify.annotations.Nullable;

/**
 * The engines of BoringSSL.
 */
final class BoringSslEngines implements NativeEngines {

	/** RFC 8446 appendix B.4, as far as BoringSSL has them. */
	static final List<String> TLS13_SUITES = List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384",
			"TLS_CHACHA20_POLY1305_SHA256");

	private final Map<KeyMaterial, Optional<String>> tried = new WeakHashMap<>();

	@Override
	public String name() {
		return "boringssl";
	}

	@Override
	public @Nullable String unavailability() {
		try {
			if (!OpenSsl.isAvailable()) {
				return "its library does not load: " + rootOf(OpenSsl.unavailabilityCause());
			}
			String version = OpenSsl.versionString();
			return "BoringSSL".equals(version) ? null : "the library is '" + version + "'";
		}
		catch (LinkageError ex) {
			return "its classes do not load: " + ex;
		}
	}

	private static Throwable rootOf(Throwable failure) {
		Throwable root = failure;
		for (int depth = 0; depth < 20 && root.getCause() != null; depth++) {
			root = root.getCause();
		}
		return root;
	}

	@Override
	public @Nullable String refusal(KeyMaterial key) {
		synchronized (this.tried) {
			return this.tried.computeIfAbsent(key, (untried) -> Optional.ofNullable(KeyTrial.of(untried, this)))
				.orElse(null);
		}
	}

	@Override
	public SSLContext contextFor(Settings settings) throws GeneralSecurityException {
		try {
			EngineSettings.requireAllOfTls13(settings.profile().cipherSuites());
			BoringSslContexts contexts = new BoringSslContexts(settings);
			BoringSslContext context = new BoringSslContext(TlsEngines.jdk().contextFor(settings), contexts);
			contexts.prepare();
			return context;
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			throw new GeneralSecurityException(ex.getMessage(), ex);
		}
	}

}
