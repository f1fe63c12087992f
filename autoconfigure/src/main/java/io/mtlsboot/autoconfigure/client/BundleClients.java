package io.mtlsboot.autoconfigure.client;

import java.lang.ref.Cleaner;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.jsse.MtlsContext;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * What the clients of Boot that name our bundle send requests with. It is closed when
 * nobody has the client any more, which has no end of its own, and at the latest with the
 * application context.
 */
final class BundleClients {

	private final Set<Rotating<?>> open = ConcurrentHashMap.newKeySet();

	private final ObjectProvider<MtlsMaterials> materials;

	private final ObjectProvider<MtlsContexts> contexts;

	private volatile @Nullable Cleaner cleaner;

	/**
	 * Creates it before there is anything.
	 * @param materials the stores of material, asked for late
	 * @param contexts the contexts over them, asked for late
	 */
	BundleClients(ObjectProvider<MtlsMaterials> materials, ObjectProvider<MtlsContexts> contexts) {
		this.materials = materials;
		this.contexts = contexts;
	}

	/**
	 * A client that follows our bundle. Its first transport is built at once, so that
	 * what cannot be built stops the start, as it does with any other bundle.
	 * @param <T> a request factory or a connector
	 * @param <C> what the application gets
	 * @param transports builds the transport over a context
	 * @param facade what the application gets, which must not be known to the former
	 * @return what the application gets
	 */
	<T, C extends T> C client(Transports<T> transports, Function<Rotating<T>, C> facade) {
		MtlsContexts contexts = this.contexts.getObject();
		Rotating<T> rotating = new Rotating<>(ClientTls.bundle(this.materials.getObject(), contexts),
				(context) -> transports.over(context, contexts));
		rotating.acquire().release();
		this.open.add(rotating);
		C client = facade.apply(rotating);
		cleaner().register(client, () -> {
			this.open.remove(rotating);
			rotating.retire();
		});
		return client;
	}

	void close() {
		this.open.forEach(Rotating::close);
		this.open.clear();
	}

	private synchronized Cleaner cleaner() {
		Cleaner cleaner = this.cleaner;
		if (cleaner == null) {
			cleaner = Cleaner.create();
			this.cleaner = cleaner;
		}
		return cleaner;
	}

	/**
	 * Builds what sends requests.
	 *
	 * @param <T> a request factory or a connector
	 */
	@FunctionalInterface
	interface Transports<T> {

		Transport<T> over(MtlsContext context, MtlsContexts contexts);

	}

}
