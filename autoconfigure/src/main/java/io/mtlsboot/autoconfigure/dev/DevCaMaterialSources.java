package io.mtlsboot.autoconfigure.dev;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.devca.DevCaDirectory;
import io.mtlsboot.devca.DevCaException;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.MaterialSource;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.x509.KeyPurpose;
import org.jspecify.annotations.Nullable;

/**
 * Certificates of the development CA: one of the server's intermediate for the server,
 * one of the clients' intermediate for everything else.
 */
final class DevCaMaterialSources implements MaterialSources {

	/**
	 * Long enough for a laptop that is left on for a holiday.
	 */
	private static final Duration LIFETIME = Duration.ofDays(30);

	private final @Nullable Path directory;

	private final String trustDomain;

	private final String application;

	private final Clock clock;

	DevCaMaterialSources(MtlsProperties.DevCa properties, @Nullable String application, Clock clock) {
		this.clock = clock;
		this.directory = properties.directory();
		this.trustDomain = properties.trustDomain();
		this.application = pathSegment(application);
	}

	@Override
	public MaterialSource sourceFor(MaterialScope scope) {
		AtomicReference<@Nullable TlsMaterial> issued = new AtomicReference<>();
		return () -> {
			TlsMaterial material = current(scope, issued.get());
			issued.set(material);
			return material;
		};
	}

	private TlsMaterial current(MaterialScope scope, @Nullable TlsMaterial issued) {
		try {
			DevCaDirectory ca = DevCaDirectory.openOrCreate(
					(this.directory != null) ? this.directory : DevCaDirectory.defaultDirectory(this.trustDomain),
					this.trustDomain);
			return (issued != null && isStillGood(issued, ca)) ? issued : issue(scope, ca);
		}
		catch (DevCaException ex) {
			throw new MtlsConfigurationException("Unable to use the development CA: " + ex.getMessage(),
					"Correct what the message names, or set 'mtls.dev-ca.directory' to another directory.");
		}
	}

	// Renewed at two thirds of its life, or when the CA was created anew
	private boolean isStillGood(TlsMaterial issued, DevCaDirectory ca) {
		Instant renewal = issued.key().leaf().getNotAfter().toInstant().minus(LIFETIME.dividedBy(3));
		return this.clock.instant().isBefore(renewal) && issued.trust().anchors().contains(ca.rootCertificate());
	}

	private TlsMaterial issue(MaterialScope scope, DevCaDirectory ca) {
		IssuedCertificate issued = scope.purposes().contains(KeyPurpose.SERVER_AUTH) ? ca.issueServer(this::name)
				: ca.issueClient(this::name);
		String location = "development CA in " + ca.path();
		return new TlsMaterial(KeyMaterial.of(issued.privateKey(), issued.chain(), location),
				TrustMaterial.of(List.of(ca.rootCertificate()), location));
	}

	private void name(LeafSpec leaf) {
		leaf.subject("CN=" + this.application)
			.spiffeId("spiffe://" + this.trustDomain + "/" + this.application)
			.dns("localhost", this.application)
			.ip("127.0.0.1", "::1")
			.validFor(LIFETIME);
	}

	// A segment of a SPIFFE ID and a host name at once
	private static String pathSegment(@Nullable String application) {
		String segment = (application != null) ? application.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-")
				: "";
		String trimmed = segment.replaceAll("^-+|-+$", "");
		return trimmed.isEmpty() ? "application" : trimmed;
	}

}
