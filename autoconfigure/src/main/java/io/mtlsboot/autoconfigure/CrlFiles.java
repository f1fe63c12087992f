package io.mtlsboot.autoconfigure;

import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.mtlsboot.material.TrustMaterial;

/**
 * The CRL files that belong to some trust anchors.
 *
 * @param files the files; none if revocation is not checked
 */
record CrlFiles(List<MaterialFile> files) {

	static CrlFiles of(TrustProperties trust, String property) {
		RevocationProperties revocation = trust.revocation();
		if (revocation == null || revocation.crls() == null) {
			return new CrlFiles(List.of());
		}
		return new CrlFiles(revocation.crls()
			.stream()
			.map((location) -> new MaterialFile(property + ".revocation.crls", location))
			.toList());
	}

	/**
	 * Trust material that has these CRLs.
	 * @param anchors the anchors
	 * @return the anchors and then the CRLs
	 */
	MaterialPart<TrustMaterial> with(MaterialPart<TrustMaterial> anchors) {
		return this.files.isEmpty() ? anchors
				: new MaterialPart<>(() -> anchors.load().get().withCrls(read(), location()),
						Stream.concat(anchors.files().stream(), this.files.stream()).toList(), anchors.bundles());
	}

	private List<X509CRL> read() {
		List<X509CRL> crls = new ArrayList<>();
		this.files.forEach((file) -> crls.addAll(new CrlFile(file).read()));
		return crls;
	}

	private String location() {
		return this.files.stream().map(MaterialFile::toString).collect(Collectors.joining(", "));
	}

}
