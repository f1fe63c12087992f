package io.mtlsboot.autoconfigure.client;

import java.util.function.Supplier;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.rotation.MaterialStore;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of one client. Material is read by the first call of a method, not before.
 *
 * @param scope whose material it is
 * @param current the context over the current generation
 * @param materials the stores of material
 * @param contexts the contexts over them
 */
record ClientTls(MaterialScope scope, Supplier<MtlsContext> current, MtlsMaterials materials, MtlsContexts contexts) {

	/**
	 * The TLS of a client of {@code mtls.clients}, or of those without a name.
	 * @param name the name of the client, or {@code null} for clients without a name
	 * @param materials the stores of material
	 * @param contexts the contexts over them
	 * @return its TLS
	 */
	static ClientTls of(@Nullable String name, MtlsMaterials materials, MtlsContexts contexts) {
		return (name != null)
				? new ClientTls(MaterialScope.client(name), () -> contexts.client(name), materials, contexts)
				: new ClientTls(MaterialScope.DEFAULT_CLIENT, contexts::defaultClient, materials, contexts);
	}

	/**
	 * The TLS of clients that name the published bundle.
	 * @param materials the stores of material
	 * @param contexts the contexts over them
	 * @return their TLS
	 */
	static ClientTls bundle(MtlsMaterials materials, MtlsContexts contexts) {
		return new ClientTls(MaterialScope.BUNDLE, contexts::bundle, materials, contexts);
	}

	MaterialStore store() {
		return this.materials.store(this.scope);
	}

	/**
	 * The context over the current generation.
	 * @return the context
	 */
	MtlsContext context() {
		return this.current.get();
	}

	/**
	 * Whether a context may be used for another request. Reads no files.
	 * @param context a context that this client had
	 * @return whether neither its material nor the trust in a callee is a former one
	 */
	boolean isCurrent(MtlsContext context) {
		return !isReplaced(context) && !this.contexts.isOutdated(context);
	}

	/**
	 * Whether there is a newer generation. Reads no files.
	 * @param context a context that this client had
	 * @return whether its material was replaced
	 */
	boolean isReplaced(MtlsContext context) {
		return store().current().number() > context.generation().number();
	}

}
