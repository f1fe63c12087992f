package io.mtlsboot.autoconfigure;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.MaterialSource;
import io.mtlsboot.material.TrustMaterial;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;

/**
 * Finds the sources that {@code mtls.identity} and {@code mtls.trust} name, or those of
 * the server or the client where it has its own.
 */
final class PropertiesMaterialSources implements MaterialSources {

	private final MtlsProperties properties;

	private final ObjectProvider<SslBundles> bundles;

	private final LoadedCrls crls = new LoadedCrls();

	PropertiesMaterialSources(MtlsProperties properties, ObjectProvider<SslBundles> bundles) {
		RevocationConflicts.refuse(properties);
		this.properties = properties;
		this.bundles = bundles;
	}

	@Override
	public MaterialSource sourceFor(MaterialScope scope) {
		MtlsProperties.@Nullable Client client = client(scope);
		boolean server = scope.equals(MaterialScope.SERVER);
		IdentityProperties identity = server ? this.properties.server().identity()
				: (client != null) ? client.identity() : this.properties.identity();
		ScopeTrust trust = ScopeTrust.of(this.properties, scope);
		String identityPrefix = identity.isConfigured() ? scope.propertyPrefix() : "mtls";
		return source(identity.isConfigured() ? identity : this.properties.identity(), identityPrefix + ".identity",
				trust.properties(), trust.name());
	}

	private MaterialSource source(IdentityProperties identity, String identityProperty, TrustProperties trust,
			String trustProperty) {
		if (!identity.isConfigured() && !trust.isConfigured()) {
			throw new MtlsNotConfiguredException();
		}
		return new PartsMaterialSource(key(identity, identityProperty),
				CrlFiles.of(trust, trustProperty, this.crls).with(bundles(trust, trustProperty)),
				identity.allowForeignIssuer());
	}

	private MtlsProperties.@Nullable Client client(MaterialScope scope) {
		return this.properties.clients()
			.entrySet()
			.stream()
			.filter((entry) -> MaterialScope.client(entry.getKey()).equals(scope))
			.map((entry) -> entry.getValue())
			.findFirst()
			.orElse(null);
	}

	private MaterialPart<KeyMaterial> key(IdentityProperties identity, String property) {
		String keyStore = identity.keyStore().location();
		boolean pem = identity.certificate() != null || identity.privateKey() != null;
		PropertyConflicts.requireExactlyOne(property,
				PropertyConflicts.present(pem, property + ".certificate and " + property + ".private-key"),
				PropertyConflicts.present(keyStore != null, property + ".key-store.location"),
				PropertyConflicts.present(identity.bundle() != null, property + ".bundle"));
		if (identity.bundle() != null) {
			BundleMaterial bundle = new BundleMaterial(property + ".bundle", identity.bundle(), this.bundles);
			return MaterialPart.ofBundle(bundle, bundle::key);
		}
		return (keyStore != null) ? keyStoreKey(identity.keyStore(), keyStore, property + ".key-store")
				: pemKey(identity, property);
	}

	private static MaterialPart<KeyMaterial> keyStoreKey(KeyStoreProperties properties, String location,
			String property) {
		KeyStoreFile file = new KeyStoreFile(property, location,
				Password.of(property + ".password", properties.password(), properties.passwordFile()));
		return MaterialPart.ofFiles(file.files(), () -> file.key(properties.alias(), properties.keyPassword()));
	}

	private static MaterialPart<KeyMaterial> pemKey(IdentityProperties identity, String property) {
		MaterialFile certificate = file(property + ".certificate", identity.certificate());
		MaterialFile privateKey = file(property + ".private-key", identity.privateKey());
		Password password = Password.of(property + ".private-key-password", identity.privateKeyPassword(),
				identity.privateKeyPasswordFile());
		List<MaterialFile> files = new ArrayList<>(List.of(certificate, privateKey));
		files.addAll(password.files());
		return MaterialPart.ofFiles(files, () -> {
			List<X509Certificate> certificates = PemBlocks.read(certificate).certificates();
			PrivateKey key = PemBlocks.read(privateKey).privateKey(password.get());
			return KeyMaterial.of(key, certificates, certificate.toString());
		});
	}

	private MaterialPart<TrustMaterial> bundles(TrustProperties trust, String property) {
		boolean others = trust.domains().isEmpty() || !trust.anchors().isEmpty()
				|| trust.trustStore().location() != null || trust.bundle() != null;
		return TrustBundles.of(trust, property).with(others ? anchors(trust, property) : null);
	}

	private MaterialPart<TrustMaterial> anchors(TrustProperties trust, String property) {
		String trustStore = trust.trustStore().location();
		PropertyConflicts.requireExactlyOne(property,
				PropertyConflicts.present(!trust.anchors().isEmpty(), property + ".anchors"),
				PropertyConflicts.present(trustStore != null, property + ".trust-store.location"),
				PropertyConflicts.present(trust.bundle() != null, property + ".bundle"));
		if (trust.bundle() != null) {
			BundleMaterial bundle = new BundleMaterial(property + ".bundle", trust.bundle(), this.bundles);
			return MaterialPart.ofBundle(bundle, bundle::anchors);
		}
		return (trustStore != null) ? trustStoreAnchors(trust.trustStore(), trustStore, property + ".trust-store")
				: pemAnchors(trust.anchors(), property + ".anchors");
	}

	private static MaterialPart<TrustMaterial> trustStoreAnchors(TrustStoreProperties properties, String location,
			String property) {
		KeyStoreFile file = new KeyStoreFile(property, location,
				Password.of(property + ".password", properties.password(), properties.passwordFile()));
		return MaterialPart.ofFiles(file.files(), () -> TrustMaterial.of(file.anchors(), file.toString()));
	}

	private static MaterialPart<TrustMaterial> pemAnchors(List<String> locations, String property) {
		List<MaterialFile> files = locations.stream().map((location) -> file(property, location)).toList();
		return MaterialPart.ofFiles(files, () -> {
			List<X509Certificate> anchors = new ArrayList<>();
			files.forEach((file) -> anchors.addAll(PemBlocks.read(file).certificates()));
			return TrustMaterial.of(anchors, String.join(", ", locations) + " (" + property + ")");
		});
	}

	private static MaterialFile file(String property, @Nullable String location) {
		if (location == null || location.isBlank()) {
			throw new MtlsConfigurationException("Property '" + property + "' is not set",
					"Set it to the location of a PEM file, such as '/run/mtls/tls.crt'.");
		}
		return new MaterialFile(property, location);
	}

}
