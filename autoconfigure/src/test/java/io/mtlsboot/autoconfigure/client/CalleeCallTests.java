package io.mtlsboot.autoconfigure.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;

import javax.net.ssl.SSLException;

import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.handshake.MtlsHandshakeException;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is added to a failure, while a handshake with {@code orders} is under way.
 */
class CalleeCallTests {

	private static final URI ORDERS = URI.create("https://orders/");

	@Test
	void verifyWhenConnectionWasClosedThenSaysSo() {
		assertThat(explained(ORDERS, new SocketException("Connection reset")))
			.isInstanceOfSatisfying(MtlsHandshakeException.class,
					(exception) -> assertThat(exception.reason()).isEqualTo(RejectionReason.CONNECTION_CLOSED))
			.hasCauseInstanceOf(SocketException.class);
	}

	@Test
	void verifyWhenCallTimedOutThenSaysSo() {
		assertThat(explained(ORDERS, new IOException(new SocketTimeoutException("Read timed out"))))
			.isInstanceOfSatisfying(MtlsHandshakeException.class,
					(exception) -> assertThat(exception.reason()).isEqualTo(RejectionReason.HANDSHAKE_TIMEOUT));
	}

	@Test
	void verifyWhenThereWasNoConnectionThenNothingIsAdded() {
		IOException refused = new IOException(new ConnectException("Connection refused"));
		assertThat(explained(ORDERS, refused)).isSameAs(refused);
	}

	@Test
	void verifyWhenCallFailedForAnotherReasonThenNothingIsAdded() {
		IllegalArgumentException mistake = new IllegalArgumentException("not a header");
		assertThat(explained(ORDERS, mistake)).isSameAs(mistake);
	}

	@Test
	void verifyWhenAnotherHostWasCalledThenNothingIsAdded() {
		SocketException reset = new SocketException("Connection reset");
		assertThat(explained(URI.create("https://payments/"), reset)).isSameAs(reset);
		assertThat(explained(URI.create("https://orders:8443/"), reset)).isSameAs(reset);
		assertThat(explained(URI.create("http://orders:443/"), reset)).isSameAs(reset);
	}

	@Test
	void verifyWhenFailureIsExplainedThenItIsNotAgain() {
		Throwable explained = explained(ORDERS, new SocketException("Connection reset"));
		assertThat(explained(ORDERS, explained)).isSameAs(explained);
	}

	private static @Nullable Throwable explained(URI called, Throwable failure) {
		Throwable[] explained = new Throwable[1];
		Runners.withMaterial().withPropertyValues("mtls.clients.orders.url=https://orders").run((context) -> {
			MtlsContext tls = context.getBean(MtlsContexts.class).client("orders");
			CalleeCall call = CalleeCall.begin(tls, called);
			begin(tls);
			explained[0] = CalleeCall.explained(call, failure);
		});
		return explained[0];
	}

	private static void begin(MtlsContext tls) throws SSLException {
		tls.sslContext().createSSLEngine("orders", 443).wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(20_000));
	}

}
