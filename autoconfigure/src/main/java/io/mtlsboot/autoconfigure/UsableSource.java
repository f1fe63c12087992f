package io.mtlsboot.autoconfigure;

import java.nio.file.Path;
import java.util.Collection;

import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialSource;
import io.mtlsboot.material.TlsMaterial;

/**
 * A source of material that whoever speaks TLS can use: a key that it cannot must not
 * replace one that it can.
 *
 * @param scope who needs the material
 * @param source where it comes from
 * @param engines who speaks TLS
 */
record UsableSource(MaterialScope scope, MaterialSource source, EngineSelection engines) implements MaterialSource {

	@Override
	public TlsMaterial load() throws MaterialException {
		TlsMaterial material = this.source.load();
		this.engines.requireUsable(this.scope, material.key());
		return material;
	}

	@Override
	public Collection<Path> files() {
		return this.source.files();
	}

	@Override
	public void onChange(Runnable listener) {
		this.source.onChange(listener);
	}

}
