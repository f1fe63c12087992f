package io.mtlsboot.autoconfigure;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.trust.VouchedNames;
import io.mtlsboot.x509.PrintableText;

/**
 * An entry of {@code mtls.trust.domains}.
 *
 * @param name its name, or its place in the list
 * @param files the files of its anchors
 * @param names the names for which they vouch
 */
record TrustBundle(String name, List<MaterialFile> files, VouchedNames names) {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

	static TrustBundle of(TrustDomainProperties properties, String property) {
		String name = (properties.name() != null) ? properties.name() : property.replaceAll(".*\\.", "");
		if (properties.name() != null && !NAME.matcher(name).matches()) {
			throw new MtlsConfigurationException(
					"Property '" + property + ".name' is '" + PrintableText.of(name)
							+ "', expected one word of letters, digits, '.', '-' and '_'",
					"Name the trust bundle in one word, such as 'partner'.");
		}
		if (properties.anchors().isEmpty() || properties.anchors().stream().anyMatch(String::isBlank)) {
			throw new MtlsConfigurationException(
					"Property '" + property + ".anchors' names no file, expected at least one",
					"Set it to the PEM file of the CA that may vouch for these names.");
		}
		List<MaterialFile> files = properties.anchors()
			.stream()
			.map((location) -> new MaterialFile(property + ".anchors", location))
			.toList();
		return new TrustBundle(name, files, names(name, properties.names(), property + ".names"));
	}

	private static VouchedNames names(String bundle, List<String> names, String property) {
		if (names.isEmpty()) {
			throw new MtlsConfigurationException("Property '" + property + "' is not set, expected at least one name",
					"Name what the anchors may vouch for, such as 'spiffe://partner.example/**'. To believe anchors "
							+ "for all names that are nobody's, list them in 'mtls.trust.anchors' and in no domain.");
		}
		try {
			return VouchedNames.parse(bundle, names);
		}
		catch (IllegalArgumentException ex) {
			throw new MtlsConfigurationException("Property '" + property + "': " + ex.getMessage(),
					"Write each name with its type, such as 'spiffe://shop.example/**', 'dns:**.shop.example', "
							+ "'cn:web' or 'ip:10.1.2.3'.");
		}
	}

	/**
	 * Reads the anchors.
	 * @return proven to be CA certificates
	 */
	TrustMaterial load() {
		List<X509Certificate> anchors = new ArrayList<>();
		this.files.forEach((file) -> anchors.addAll(PemBlocks.read(file).certificates()));
		return TrustMaterial.of(anchors, location());
	}

	String location() {
		return String.join(", ", this.files.stream().map(MaterialFile::toString).toList());
	}

}
