package io.mtlsboot.handshake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import javax.net.ssl.SSLException;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MtlsHandshakeExceptionTests {

	private static final HandshakeConnection ORDERS = HandshakeConnection.with(0, "orders", 8443);

	private static final DevCa CA = DevCa.create("shop.example");

	private static final IssuedCertificate CALLEE = CA.issue((leaf) -> leaf.subject("CN=orders").dns("orders"));

	@Test
	void verifyWhenIsAmongTheCausesThenIsFound() {
		MtlsHandshakeException exception = exception(RejectionReason.EXPIRED, ORDERS, List.of(), null);
		assertThat(MtlsHandshakeException.in(new IllegalStateException(new IOException(exception))))
			.containsSame(exception);
		assertThat(MtlsHandshakeException.in(exception)).containsSame(exception);
		assertThat(MtlsHandshakeException.in(new IOException("reset"))).isEmpty();
		assertThat(MtlsHandshakeException.in(null)).isEmpty();
	}

	@Test
	void verifyWhenCausesAreACircleThenTheSearchEnds() {
		Exception one = new Exception("one");
		Exception other = new Exception("other", one);
		one.initCause(other);
		assertThat(MtlsHandshakeException.in(one)).isEmpty();
	}

	@Test
	void verifyWhenClassifiedThenItsStructureDecides() {
		MtlsHandshakeException exception = exception(RejectionReason.ISSUER_UNKNOWN, ORDERS, List.of(), null);
		FailureCause cause = HandshakeFailureClassifier.classify(new SSLException("Connection reset", exception),
				HandshakeSide.CLIENT, Check.TLS);
		assertThat(cause).isEqualTo(failure(RejectionReason.ISSUER_UNKNOWN, ORDERS, List.of(), null).cause());
	}

	@Test
	void verifyWhenSerializedThenReasonAndDetailStay() throws Exception {
		MtlsHandshakeException exception = exception(RejectionReason.EXPIRED, ORDERS, List.of(CALLEE.certificate()),
				null);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(exception);
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			MtlsHandshakeException read = (MtlsHandshakeException) in.readObject();
			assertThat(read).hasMessage(exception.getMessage());
			assertThat(read.reason()).isEqualTo(RejectionReason.EXPIRED);
			assertThat(read.side()).isEqualTo(HandshakeSide.CLIENT);
			assertThat(read.failure()).isNull();
			assertThat(HandshakeFailureClassifier.classify(read, HandshakeSide.CLIENT, Check.TLS).detail())
				.isEqualTo("what was seen");
		}
	}

	@Test
	void verifyWhenCalleeDidNotAskThenSaysSo() {
		assertThat(exception(RejectionReason.CONNECTION_CLOSED, ORDERS, List.of(CALLEE.certificate()), null))
			.hasMessage("TLS handshake with 'orders:8443' failed: CONNECTION_CLOSED (what was seen). "
					+ "We presented no certificate: the callee did not ask for one.");
	}

	@Test
	void verifyWhenSessionWasResumedThenSaysThatTheCalleeKnowsUs() {
		assertThat(exception(RejectionReason.REFUSED_BY_PEER, ORDERS.withSession("TLSv1.3", true), List.of(), null))
			.hasMessageEndingWith(
					"A session was resumed: the callee knows our certificate from an earlier connection.");
	}

	@Test
	void verifyWhenCalleeHadNotSeenUsThenSaysThatItIsAboutSomethingElse() {
		assertThat(exception(RejectionReason.REFUSED_BY_PEER, ORDERS, List.of(), null))
			.hasMessageContaining("It had not seen our certificate");
	}

	@Test
	void verifyWhenCalleeAnswersInPlainTextThenSaysSo() {
		assertThat(exception(RejectionReason.PLAINTEXT, ORDERS, List.of(), null))
			.hasMessage("TLS handshake with 'orders:8443' failed: the callee does not speak TLS on this port, "
					+ "PLAINTEXT (what was seen).");
	}

	@Test
	void verifyWhenIssuerIsAcceptedThenSaysSo() {
		OwnCertificate own = new OwnCertificate(CALLEE.certificate(), true,
				List.of(CALLEE.certificate().getIssuerX500Principal()));
		assertThat(exception(RejectionReason.REFUSED_BY_PEER, ORDERS, List.of(), own))
			.hasMessageEndingWith("; the callee says that it accepts this CA.");
	}

	private static MtlsHandshakeException exception(RejectionReason reason, HandshakeConnection connection,
			List<X509Certificate> presented, @Nullable OwnCertificate own) {
		return new MtlsHandshakeException(failure(reason, connection, presented, own), null);
	}

	private static HandshakeFailure failure(RejectionReason reason, HandshakeConnection connection,
			List<X509Certificate> presented, @Nullable OwnCertificate own) {
		return new HandshakeFailure(Instant.now(), HandshakeSide.CLIENT, connection,
				FailureCause.of(reason, "what was seen", Check.KEY_POSSESSION), presented, own, Duration.ZERO);
	}

}
