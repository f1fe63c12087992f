package io.mtlsboot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.revocation.RevocationList;

/**
 * The CRL files that belong to some trust anchors.
 *
 * @param files the files; none if revocation is not checked
 * @param loaded what they had in them
 */
record CrlFiles(List<MaterialFile> files, LoadedCrls loaded) {

	static CrlFiles of(TrustProperties trust, String property, LoadedCrls loaded) {
		RevocationProperties revocation = trust.revocation();
		if (revocation == null || revocation.crls() == null) {
			return new CrlFiles(List.of(), loaded);
		}
		return new CrlFiles(revocation.crls()
			.stream()
			.map((location) -> new MaterialFile(property + ".revocation.crls", location))
			.toList(), loaded);
	}

	/**
	 * Trust material that has these CRLs.
	 * @param anchors the anchors
	 * @return the anchors and then the CRLs
	 */
	MaterialPart<TrustMaterial> with(MaterialPart<TrustMaterial> anchors) {
		return this.files.isEmpty() ? anchors
				: new MaterialPart<>(() -> anchors.load().get().withRevocationLists(read(), location()),
						Stream.concat(anchors.files().stream(), this.files.stream()).toList(), anchors.bundles());
	}

	private List<RevocationList> read() {
		List<RevocationList> crls = new ArrayList<>();
		this.files.forEach((file) -> crls.addAll(this.loaded.read(file)));
		return crls;
	}

	private String location() {
		return this.files.stream().map(MaterialFile::toString).collect(Collectors.joining(", "));
	}

}
