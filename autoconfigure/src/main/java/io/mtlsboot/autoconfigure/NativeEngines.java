package io.mtlsboot.autoconfigure;

import io.mtlsboot.jsse.TlsEngines;
import io.mtlsboot.material.KeyMaterial;
import org.jspecify.annotations.Nullable;

/**
 * Engines that are not the JDK's, and may be of no use here.
 */
public interface NativeEngines extends TlsEngines {

	/**
	 * Why they do not run here. Loads their library when it is first called.
	 * @return what is missing, or {@code null} if they do
	 */
	@Nullable String unavailability();

	/**
	 * Why they cannot be us. Tries it, with a handshake in memory.
	 * @param key the key, with its certificates
	 * @return what is wrong with it, or {@code null} if they can use it
	 */
	@Nullable String refusal(KeyMaterial key);

}
