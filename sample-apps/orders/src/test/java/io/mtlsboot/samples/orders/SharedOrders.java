package io.mtlsboot.samples.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.util.FileSystemUtils;

/**
 * Gives several test classes the same orders service and the same callers, since neither
 * is changed by being called.
 */
final class SharedOrders implements BeforeAllCallback, ParameterResolver {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedOrders.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		running(context);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Running.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return running(context);
	}

	private static Running running(ExtensionContext context) {
		return context.getRoot()
			.getStore(NAMESPACE)
			.computeIfAbsent(Running.class, (type) -> Running.start(), Running.class);
	}

	/**
	 * The service and the files of those who call it.
	 *
	 * @param pki the files
	 * @param orders the service
	 */
	record Running(OpensslPki pki, RunningOrders orders) implements AutoCloseable {

		static Running start() {
			try {
				OpensslPki pki = new OpensslPki(Files.createTempDirectory("mtls-openssl"));
				makeCertificates(pki);
				return new Running(pki,
						RunningOrders.start(List.of("mtls.identity.certificate=" + pki.file("orders-chain.crt").toUri(),
								"mtls.identity.private-key=" + pki.file("orders.key").toUri(),
								"mtls.trust.anchors=" + pki.file("root.crt").toUri())));
			}
			catch (IOException ex) {
				throw new IllegalStateException("Unable to write the files of the callers", ex);
			}
		}

		private static void makeCertificates(OpensslPki pki) throws IOException {
			for (String name : List.of("root", "servers", "stranger-root", "impostor-root", "orders", "web-ec")) {
				pki.ecKey(name);
			}
			pki.rsaKey("clients");
			pki.rsaKey("web");
			pki.root("root", "shop root");
			pki.root("stranger-root", "stranger");
			pki.certificate("servers", "root", "intermediate");
			pki.certificate("clients", "root", "intermediate");
			pki.certificate("orders", "servers", "orders");
			pki.concatenate("orders-chain.crt", "orders.crt", "servers.crt");
			makeCallers(pki);
		}

		private static void makeCallers(OpensslPki pki) throws IOException {
			pki.root("impostor-root", "shop root");
			pki.certificate("web", "clients", "web");
			pki.certificate("web-ec", "clients", "web");
			pki.certificate("expired", "web", "clients", "web", Instant.now().minus(Duration.ofHours(1)));
			pki.certificate("web-as-server", "web", "clients", "web-as-server", tomorrow());
			pki.certificate("stranger", "web", "stranger-root", "web", tomorrow());
			pki.certificate("impostor", "web", "impostor-root", "web", tomorrow());
			for (String name : List.of("web", "web-ec", "expired", "web-as-server")) {
				pki.concatenate(name + "-chain.crt", name + ".crt", "clients.crt");
			}
		}

		private static Instant tomorrow() {
			return Instant.now().plus(Duration.ofDays(1));
		}

		@Override
		public void close() throws IOException {
			this.orders.close();
			FileSystemUtils.deleteRecursively(this.pki.directory());
		}

	}

}
