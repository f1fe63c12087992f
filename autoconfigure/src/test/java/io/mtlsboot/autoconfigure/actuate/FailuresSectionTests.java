package io.mtlsboot.autoconfigure.actuate;

import java.util.List;

import io.mtlsboot.autoconfigure.HandshakeFailures;
import io.mtlsboot.handshake.HandshakeJournal;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FailuresSectionTests {

	private final HandshakeJournal journal = ExpiredCaller.journal();

	private final FailuresSection section = new FailuresSection(this.journal);

	@BeforeEach
	void fail() {
		this.journal.onFailure(ExpiredCaller.failure());
		this.journal
			.onFailure(HandshakeFailures.of(RejectionReason.NO_CERTIFICATE).at(ExpiredCaller.NOW.plusSeconds(1)));
		this.journal.onFailure(HandshakeFailures.of(RejectionReason.REFUSED_BY_PEER)
			.side(HandshakeSide.CLIENT)
			.peer("stock.shop.example")
			.at(ExpiredCaller.NOW.plusSeconds(2)));
	}

	@Test
	void verifyWhenNothingIsAskedForThenShowsEverythingNewestFirst() {
		FailuresDescriptor failures = read(null, null, null);
		assertThat(this.section.name()).isEqualTo("failures");
		assertThat(failures.since()).isEqualTo(ExpiredCaller.NOW);
		assertThat(failures.groups()).extracting(FailuresDescriptor.Group::reason)
			.containsExactly("REFUSED_BY_PEER", "NO_CERTIFICATE", "EXPIRED");
		assertThat(failures.totals()).containsExactlyInAnyOrder(
				new FailuresDescriptor.Total("handshake", "server", "NO_CERTIFICATE", 1),
				new FailuresDescriptor.Total("handshake", "server", "EXPIRED", 1),
				new FailuresDescriptor.Total("handshake", "client", "REFUSED_BY_PEER", 1));
	}

	@ParameterizedTest
	@CsvSource({ "EXPIRED,,,EXPIRED", "no-certificate,,,NO_CERTIFICATE", ",client,,REFUSED_BY_PEER",
			",CLIENT,,REFUSED_BY_PEER", ",,10.1.2.,EXPIRED", ",,192.0.2.1,NO_CERTIFICATE", ",,batch/NIGHTLY,EXPIRED",
			",,cn=night,EXPIRED", ",,orders.shop,EXPIRED", ",,stock,REFUSED_BY_PEER",
			"EXPIRED,server,nightly,EXPIRED" })
	void verifyWhenFilteredThenShowsOnlyWhatMatches(@Nullable String reason, @Nullable String side,
			@Nullable String peer, String expected) {
		assertThat(read(reason, side, peer).groups()).extracting(FailuresDescriptor.Group::reason)
			.containsExactly(expected);
	}

	@Test
	void verifyWhenFilteredByReasonOrSideThenSoAreTotals() {
		assertThat(read("EXPIRED", null, null).totals()).extracting(FailuresDescriptor.Total::reason)
			.containsExactly("EXPIRED");
		assertThat(read(null, "client", null).totals()).extracting(FailuresDescriptor.Total::reason)
			.containsExactly("REFUSED_BY_PEER");
	}

	@Test
	void verifyWhenPeerIsUnknownThenShowsNone() {
		assertThat(read(null, null, "nobody").groups()).isEmpty();
		assertThat(read("EXPIRED", "client", null).groups()).isEmpty();
	}

	@Test
	void verifyWhenReasonOrSideIsNoneThenSaysWhichThereAre() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(() -> read("foo\n", null, null))
			.withMessageStartingWith("Unable to filter by reason 'foo\\u000A': expected one of [NO_CERTIFICATE, ");
		assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(() -> read(null, "both", null))
			.withMessage("Unable to filter by side 'both': expected one of [server, client]");
	}

	@Test
	void verifyWhenNothingWasRefusedThenIsEmpty() {
		FailuresDescriptor failures = new FailuresSection(ExpiredCaller.journal())
			.read(new MtlsEndpointSection.Filter(null, null, null));
		assertThat(failures).isEqualTo(new FailuresDescriptor(ExpiredCaller.NOW, List.of(), List.of()));
	}

	private FailuresDescriptor read(@Nullable String reason, @Nullable String side, @Nullable String peer) {
		return this.section.read(new MtlsEndpointSection.Filter(reason, side, peer));
	}

}
