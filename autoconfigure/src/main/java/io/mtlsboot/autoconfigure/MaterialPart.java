package io.mtlsboot.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

/**
 * A part of material: how it is loaded, and what it is made of.
 *
 * @param load reads it
 * @param files the files that it reads
 * @param bundles the bundles that it reads
 * @param <T> the part
 */
record MaterialPart<T>(Supplier<T> load, List<MaterialFile> files, List<BundleMaterial> bundles) {

	static <T> MaterialPart<T> ofFiles(List<MaterialFile> files, Supplier<T> load) {
		return new MaterialPart<>(load, files, List.of());
	}

	static <T> MaterialPart<T> ofBundle(BundleMaterial bundle, Supplier<T> load) {
		return new MaterialPart<>(load, List.of(), List.of(bundle));
	}

}
