package io.mtlsboot.rotation;

import java.util.concurrent.atomic.AtomicInteger;

import io.mtlsboot.material.MaterialSource;
import io.mtlsboot.material.TlsMaterial;

/**
 * A source that can be told what to do next.
 */
final class SwitchableSource implements MaterialSource {

	private final AtomicInteger loads = new AtomicInteger();

	private volatile MaterialSource next;

	SwitchableSource(MaterialSource first) {
		this.next = first;
	}

	void then(MaterialSource next) {
		this.next = next;
	}

	int loads() {
		return this.loads.get();
	}

	@Override
	public TlsMaterial load() {
		this.loads.incrementAndGet();
		return this.next.load();
	}

}
