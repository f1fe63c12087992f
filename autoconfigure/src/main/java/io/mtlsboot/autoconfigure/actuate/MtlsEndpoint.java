package io.mtlsboot.autoconfigure.actuate;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.rotation.MaterialStore;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Shows who we are, whom we believe, which ports are open and whom we call.
 * <p>
 * Only material that is in use is shown; nothing is loaded to answer. Like every endpoint
 * but {@code health}, it is not exposed over HTTP unless
 * {@code management.endpoints.web.exposure.include} names it.
 */
@Endpoint(id = "mtls")
public class MtlsEndpoint {

	private final MtlsMaterials materials;

	private final MtlsListeners listeners;

	private final MtlsProperties properties;

	private final Clock clock;

	/**
	 * Creates the endpoint.
	 * @param materials the material in use
	 * @param listeners the open ports
	 * @param properties the configured clients
	 * @param clock what time it is
	 */
	public MtlsEndpoint(MtlsMaterials materials, MtlsListeners listeners, MtlsProperties properties, Clock clock) {
		this.materials = materials;
		this.listeners = listeners;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * Describes what is in use now.
	 * @return the description
	 */
	@ReadOperation
	public MtlsDescriptor mtls() {
		return new MtlsDescriptor(stores(), this.listeners.all().stream().map(MtlsEndpoint::listener).toList(),
				clients());
	}

	private List<MtlsDescriptor.Store> stores() {
		CertificateDescriber describer = new CertificateDescriber(this.clock.instant());
		return this.materials.loaded()
			.stream()
			.sorted(Comparator.comparing(MaterialStore::name))
			.map((store) -> describer.store(store.name(), store.current()))
			.toList();
	}

	private List<MtlsDescriptor.Client> clients() {
		return this.properties.clients()
			.entrySet()
			.stream()
			.map((client) -> client(client.getKey(), client.getValue()))
			.sorted(Comparator.comparing(MtlsDescriptor.Client::name))
			.toList();
	}

	private static MtlsDescriptor.Listener listener(MtlsListeners.Listener listener) {
		return new MtlsDescriptor.Listener(listener.name(), listener.port(),
				listener.mode().name().toLowerCase(Locale.ROOT));
	}

	private static MtlsDescriptor.Client client(String name, MtlsProperties.Client client) {
		String callee = client.callee();
		return new MtlsDescriptor.Client(name, withoutSecrets(client.url()),
				(callee != null) ? PrintableText.of(callee) : null);
	}

	// User info and query are where people put passwords and tokens
	private static @Nullable String withoutSecrets(@Nullable String url) {
		if (url == null) {
			return null;
		}
		try {
			URI uri = new URI(url.strip());
			if (uri.getHost() == null) {
				return null;
			}
			URI plain = new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null);
			return PrintableText.of(plain.toString());
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

}
