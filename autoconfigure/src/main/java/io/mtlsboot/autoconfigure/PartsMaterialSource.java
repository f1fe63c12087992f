package io.mtlsboot.autoconfigure;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.MaterialSource;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;

import org.springframework.boot.ssl.SslBundle;

/**
 * Material from the parts that properties name.
 *
 * @param key our key and chain
 * @param trust whom we believe
 * @param allowForeignIssuer whether our chain may end at a CA that we do not believe
 */
record PartsMaterialSource(MaterialPart<KeyMaterial> key, MaterialPart<TrustMaterial> trust,
		boolean allowForeignIssuer) implements MaterialSource {

	private static final int MAX_READS = 10;

	@Override
	public TlsMaterial load() {
		for (int reads = 0; reads < MAX_READS; reads++) {
			List<SslBundle> before = versions();
			TlsMaterial material = new TlsMaterial(this.key.load().get(), this.trust.load().get());
			// Boot replaces a bundle at any moment, maybe between the two
			if (sameInstances(before, versions())) {
				return this.allowForeignIssuer ? material : material.requireCompleteChain();
			}
		}
		throw new MaterialException(MaterialProblem.NOT_READABLE, null,
				"Unable to read " + bundles().toList() + ": they change faster than they can be read");
	}

	@Override
	public Collection<Path> files() {
		return Stream.concat(this.key.files().stream(), this.trust.files().stream())
			.flatMap((file) -> file.path().stream())
			.distinct()
			.toList();
	}

	@Override
	public void onChange(Runnable listener) {
		bundles().forEach((bundle) -> bundle.onChange(listener));
	}

	private List<SslBundle> versions() {
		return bundles().map(BundleMaterial::bundle).toList();
	}

	private Stream<BundleMaterial> bundles() {
		return Stream.concat(this.key.bundles().stream(), this.trust.bundles().stream());
	}

	@SuppressWarnings("ReferenceEquality") // a bundle says nothing about its equality
	private static boolean sameInstances(List<SslBundle> before, List<SslBundle> after) {
		for (int i = 0; i < before.size(); i++) {
			if (before.get(i) != after.get(i)) {
				return false;
			}
		}
		return true;
	}

}
