package io.mtlsboot.autoconfigure;

import java.time.Clock;
import java.util.Map;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Makes what properties ask for, without an application.
 */
public final class Revocations {

	private Revocations() {
	}

	public static MtlsRevocation none() {
		return of(Map.of());
	}

	public static MtlsRevocation of(Map<String, String> settings) {
		return new MtlsRevocation(properties(settings), Clock.systemUTC());
	}

	public static MtlsProperties properties(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("mtls", MtlsProperties.class);
	}

}
