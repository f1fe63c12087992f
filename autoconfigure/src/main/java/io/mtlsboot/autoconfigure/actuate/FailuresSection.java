package io.mtlsboot.autoconfigure.actuate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import io.mtlsboot.handshake.FailureGroup;
import io.mtlsboot.handshake.FailureReport;
import io.mtlsboot.handshake.HandshakeJournal;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * Shows who was refused. A filter that can match nothing is an error: an empty answer
 * would say that all is well.
 *
 * @param journal has the refusals
 */
record FailuresSection(HandshakeJournal journal) implements MtlsEndpointSection {

	@Override
	public String name() {
		return "failures";
	}

	@Override
	public FailuresDescriptor read(Filter filter) {
		RejectionReason reason = constant(RejectionReason.class, "reason", filter.reason());
		HandshakeSide side = constant(HandshakeSide.class, "side", filter.side());
		return new FailuresDescriptor(this.journal.since(),
				this.journal.totals()
					.stream()
					.filter((total) -> isWanted(reason, total.reason()) && isWanted(side, total.side()))
					.map(FailureDescriber::total)
					.toList(),
				this.journal.groups()
					.stream()
					.filter((group) -> isWanted(reason, group.reason()) && isWanted(side, group.side())
							&& isOf(filter.peer(), group))
					.map(FailureDescriber::group)
					.toList());
	}

	private static <E extends Enum<E>> @Nullable E constant(Class<E> type, String parameter, @Nullable String word) {
		if (word == null || word.isEmpty()) {
			return null;
		}
		return Arrays.stream(type.getEnumConstants())
			.filter((constant) -> constant.name().equalsIgnoreCase(word.replace('-', '_')))
			.findFirst()
			.orElseThrow(() -> new InvalidEndpointRequestException("Unable to filter by " + parameter + " '"
					+ PrintableText.of(word) + "': expected one of " + Arrays.toString(type.getEnumConstants()),
					"Unknown " + parameter));
	}

	private static <E extends Enum<E>> boolean isWanted(@Nullable E wanted, E found) {
		return wanted == null || wanted == found;
	}

	private static boolean isOf(@Nullable String part, FailureGroup group) {
		if (part == null) {
			return true;
		}
		String wanted = part.toLowerCase(Locale.ROOT);
		return texts(group).filter(Objects::nonNull).anyMatch((text) -> text.toLowerCase(Locale.ROOT).contains(wanted));
	}

	private static Stream<@Nullable String> texts(FailureGroup group) {
		FailureReport report = group.latest();
		Stream<@Nullable String> known = Stream.of(group.peer(), group.place(), report.connection().remoteAddress(),
				report.connection().serverName(), report.peer());
		return (report.presented() == null) ? known : Stream.concat(known,
				Stream.concat(Stream.of(report.presented().subject()), report.presented().names().stream()));
	}

}
