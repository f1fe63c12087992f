package io.mtlsboot.autoconfigure.actuate;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.MaterialSource;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;

/**
 * Mints the material that the tests look at.
 */
final class Materials {

	static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

	static final DevCa CA = DevCa.create("shop.example", Clock.fixed(NOW, ZoneOffset.UTC));

	private Materials() {
	}

	static IssuedCertificate orders() {
		return CA.issue(validFor(Duration.ofDays(30)));
	}

	static Consumer<LeafSpec> validFor(Duration lifetime) {
		return (leaf) -> leaf.subject("CN=orders")
			.spiffeId("spiffe://shop.example/orders")
			.dns("localhost")
			.notBefore(NOW)
			.validFor(lifetime);
	}

	static TlsMaterial of(IssuedCertificate identity, X509Certificate... anchors) {
		return new TlsMaterial(KeyMaterial.of(identity.privateKey(), identity.chain(), "memory"),
				TrustMaterial.of(List.of(anchors), "memory"));
	}

	static TlsMaterial of(IssuedCertificate identity) {
		return of(identity, CA.rootCertificate());
	}

	static TlsMaterial withCrls(TlsMaterial material, X509CRL... crls) {
		return new TlsMaterial(material.key(), material.trust().withCrls(List.of(crls), "memory"));
	}

	static MtlsMaterials loaded(TlsMaterial material, MaterialScope... scopes) {
		MtlsMaterials materials = new MtlsMaterials((scope) -> () -> material, List.of(),
				Clock.fixed(NOW, ZoneOffset.UTC));
		for (MaterialScope scope : scopes) {
			materials.store(scope).current();
		}
		return materials;
	}

	/**
	 * Material that is valid by the clock of the machine.
	 */
	static MaterialSources current() {
		MaterialSource source = current(DevCa.create("shop.example"));
		return (scope) -> source;
	}

	static MaterialSource current(DevCa ca) {
		IssuedCertificate identity = ca
			.issue((leaf) -> leaf.subject("CN=orders").spiffeId("spiffe://shop.example/orders").dns("localhost"));
		return () -> of(identity, ca.rootCertificate());
	}

	/**
	 * Material of whose lifetime a tenth is left by the clock of the machine.
	 */
	static MaterialSources expiring() {
		DevCa ca = DevCa.create("shop.example");
		Instant now = Instant.now();
		IssuedCertificate identity = ca.issue((leaf) -> leaf.subject("CN=orders")
			.notBefore(now.minus(Duration.ofHours(9)))
			.notAfter(now.plus(Duration.ofHours(1))));
		return (scope) -> () -> of(identity, ca.rootCertificate());
	}

	static MaterialSources untouchable() {
		return (scope) -> {
			throw new AssertionError("material of '" + scope.name() + "' was demanded");
		};
	}

}
