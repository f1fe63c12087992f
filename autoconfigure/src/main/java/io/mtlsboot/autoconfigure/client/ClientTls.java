package io.mtlsboot.autoconfigure.client;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.jsse.MtlsContext;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of one client. Material is read by the first call of a method, not before.
 *
 * @param name the name of the client, or {@code null} for clients without a name
 * @param materials the stores of material
 * @param contexts the contexts over them
 */
record ClientTls(@Nullable String name, MtlsMaterials materials, MtlsContexts contexts) {

	/**
	 * The number of the current generation.
	 * @return the number
	 */
	long generation() {
		return this.materials.store(scope()).current().number();
	}

	/**
	 * Whether asking for the generation reads no files.
	 * @return whether the first generation has been loaded
	 */
	boolean isLoaded() {
		return this.materials.store(scope()).isLoaded();
	}

	/**
	 * The context over the current generation.
	 * @return the context
	 */
	MtlsContext context() {
		return (this.name != null) ? this.contexts.client(this.name) : this.contexts.defaultClient();
	}

	private MaterialScope scope() {
		return (this.name != null) ? MaterialScope.client(this.name) : MaterialScope.DEFAULT_CLIENT;
	}

}
