package io.mtlsboot.autoconfigure.actuate;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.autoconfigure.MtlsRevocation;
import io.mtlsboot.rotation.MaterialStore;
import io.mtlsboot.rotation.RotationEvent;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows who we are, whom we believe, which ports are open and whom we call, and reads
 * everything again if it may.
 * <p>
 * Only material that is in use is shown; nothing is loaded to answer. Like every endpoint
 * but {@code health}, it is not exposed over HTTP unless
 * {@code management.endpoints.web.exposure.include} names it.
 */
@Endpoint(id = "mtls", defaultAccess = Access.READ_ONLY)
public class MtlsEndpoint {

	private final MtlsMaterials materials;

	private final MtlsRevocation revocation;

	private final MtlsListeners listeners;

	private final MtlsProperties properties;

	private final List<MtlsEndpointSection> sections;

	private final Clock clock;

	/**
	 * Creates the endpoint.
	 * @param materials the material in use
	 * @param revocation the CRLs that are fetched
	 * @param listeners the open ports
	 * @param properties the configured clients
	 * @param clock what time it is
	 */
	public MtlsEndpoint(MtlsMaterials materials, MtlsRevocation revocation, MtlsListeners listeners,
			MtlsProperties properties, Clock clock) {
		this(materials, revocation, listeners, properties, List.of(), clock);
	}

	MtlsEndpoint(MtlsMaterials materials, MtlsRevocation revocation, MtlsListeners listeners, MtlsProperties properties,
			List<MtlsEndpointSection> sections, Clock clock) {
		this.sections = List.copyOf(sections);
		this.materials = materials;
		this.revocation = revocation;
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
				clients(), fetched());
	}

	/**
	 * Describes one subject, such as {@code failures}.
	 * @param section the subject
	 * @param reason only what has this reason, or {@code null}
	 * @param side only this side, {@code server} or {@code client}, or {@code null}
	 * @param peer only what has this in its address or name, or {@code null}
	 * @return the description, or {@code null} if there is no such subject
	 */
	@ReadOperation
	public @Nullable Object section(@Selector String section, @Nullable String reason, @Nullable String side,
			@Nullable String peer) {
		return find(section).map((found) -> found.read(new MtlsEndpointSection.Filter(reason, side, peer)))
			.orElse(null);
	}

	/**
	 * Submits certificates to a subject, such as {@code explain}. Off unless
	 * {@code management.endpoint.mtls.access} is {@code unrestricted}.
	 * @param section the subject
	 * @param pem the certificates as PEM, leaf first, without a private key
	 * @return what it says of them, or {@code null} if there is no such subject
	 */
	@WriteOperation
	public @Nullable Object submit(@Selector String section, String pem) {
		return find(section).map((found) -> found.submit(pem)).orElse(null);
	}

	private Optional<MtlsEndpointSection> find(String name) {
		return this.sections.stream().filter((section) -> section.name().equals(name)).findFirst();
	}

	/**
	 * Reads all material in use again, as a change of its files would. Off unless
	 * {@code management.endpoint.mtls.access} is {@code unrestricted}. Blocks until
	 * everything was read.
	 * @return what came of it
	 */
	@WriteOperation
	public MtlsDescriptor.Reload reload() {
		return new MtlsDescriptor.Reload(inOrder().map((store) -> reloaded(store.name(), store.refresh())).toList());
	}

	private Stream<MaterialStore> inOrder() {
		return this.materials.loaded().stream().sorted(Comparator.comparing(MaterialStore::name));
	}

	private static MtlsDescriptor.Reloaded reloaded(String name, RotationEvent event) {
		if (event instanceof RotationEvent.Failed failed) {
			return new MtlsDescriptor.Reloaded(name, "failed", failed.generation().number(),
					PrintableText.of(String.valueOf(failed.failure().getMessage())));
		}
		if (event instanceof RotationEvent.Held held) {
			return new MtlsDescriptor.Reloaded(name, "held", held.generation().number(),
					"the new material is not valid before " + held.validFrom());
		}
		if (event instanceof RotationEvent.Rotated rotated) {
			return new MtlsDescriptor.Reloaded(name, "rotated", rotated.generation().number(), null);
		}
		return new MtlsDescriptor.Reloaded(name, "unchanged", event.generation().number(), null);
	}

	private List<MtlsDescriptor.Store> stores() {
		CertificateDescriber describer = new CertificateDescriber(this.clock.instant());
		return inOrder().map(describer::store).toList();
	}

	private List<MtlsDescriptor.Fetched> fetched() {
		return this.revocation.fetched()
			.entrySet()
			.stream()
			.flatMap((place) -> place.getValue().stream().map((crl) -> CrlDescriber.fetched(place.getKey(), crl)))
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
		String url = client.url();
		String callee = client.callee();
		return new MtlsDescriptor.Client(name, (url != null) ? PublicUrl.of(url) : null,
				(callee != null) ? PrintableText.of(callee) : null);
	}

}
