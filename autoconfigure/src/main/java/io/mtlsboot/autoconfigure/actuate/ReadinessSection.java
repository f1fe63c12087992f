package io.mtlsboot.autoconfigure.actuate;

import java.util.Locale;
import java.util.stream.Stream;

import io.mtlsboot.autoconfigure.ObservedCaller;
import io.mtlsboot.autoconfigure.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Who would be refused if the port were strict. A filter chooses callers and never
 * changes the verdict.
 */
final class ReadinessSection implements MtlsEndpointSection {

	private final @Nullable Readiness readiness;

	private final boolean protects;

	/**
	 * Creates the section.
	 * @param readiness what was observed, or {@code null} if nothing is
	 * @param protects whether there is mutual TLS on the ports of the server
	 */
	ReadinessSection(@Nullable Readiness readiness, boolean protects) {
		this.readiness = readiness;
		this.protects = protects;
	}

	@Override
	public String name() {
		return "readiness";
	}

	@Override
	public @Nullable Object read(Filter filter) {
		if (this.readiness == null) {
			return this.protects ? ReadinessDescriptor.STRICT : null;
		}
		return ReadinessDescriptor.of(this.readiness.summary(),
				this.readiness.callers().stream().filter((caller) -> matches(caller, filter)).toList());
	}

	private static boolean matches(ObservedCaller caller, Filter filter) {
		return hasReason(caller, filter.reason()) && isPeer(caller, filter.peer());
	}

	private static boolean hasReason(ObservedCaller caller, @Nullable String reason) {
		return reason == null || Stream.of(caller.last(), caller.lastRefused())
			.anyMatch((sighting) -> sighting != null && sighting.refusal() != null
					&& sighting.refusal().reason().name().equalsIgnoreCase(reason));
	}

	private static boolean isPeer(ObservedCaller caller, @Nullable String peer) {
		return peer == null || Stream.of(caller.identity(), caller.subject(), caller.address(), caller.userAgent())
			.anyMatch((text) -> text != null && lower(text).contains(lower(peer)));
	}

	private static String lower(String text) {
		return text.toLowerCase(Locale.ROOT);
	}

}
