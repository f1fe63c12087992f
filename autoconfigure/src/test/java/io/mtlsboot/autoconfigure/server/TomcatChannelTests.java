package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.util.List;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

import io.mtlsboot.autoconfigure.ConnectionCaller;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.jsse.PeerVerdicts;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SSLImplementation;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for what a {@link TomcatChannel} remembers of the caller, which Tomcat gives to
 * one connection after the other.
 */
class TomcatChannelTests {

	private final MtlsContext context = TestPki.serverContext(1, TestPki.CA);

	private final LiveTrust trust = new LiveTrust(new PeerVerdicts(() -> this.context, Clock.systemUTC()),
			new HandshakeListener() {
			}, List.of(), List.of(), MtlsProperties.Mode.STRICT, null, Clock.systemUTC());

	private final AccessLogAttributes attributes = new AccessLogAttributes(
			IdentityExtractor.inOrder(List.of(IdentityType.SPIFFE_ID)));

	private final RecycledChannel channel = new RecycledChannel(this.trust);

	@Test
	void callerOnARecycledChannelIsNeverTheFormerOne() throws IOException {
		this.channel.serve(engine(Sessions.of(TestPki.WEB.chain())));
		assertThat(caller().presented()).isEqualTo(TestPki.WEB.chain());
		assertThat(identity()).isEqualTo("spiffe://shop.example/web");
		this.channel.serve(engine(Sessions.of(TestPki.BATCH.chain())));
		assertThat(caller().presented()).isEqualTo(TestPki.BATCH.chain());
		assertThat(identity()).isEqualTo("spiffe://shop.example/batch");
	}

	@Test
	void callerWithoutCertificateOnARecycledChannelIsNobody() throws IOException {
		this.channel.serve(engine(Sessions.of(TestPki.WEB.chain())));
		assertThat(caller().judge().isTrusted()).isTrue();
		this.channel.serve(engine(Sessions.of(List.of())));
		assertThat(caller().presented()).isEmpty();
		assertThat(caller().judge().isTrusted()).isFalse();
		assertThat(identity()).isNull();
	}

	@Test
	void callerOnAChannelThatIsRecycledAndNotUsedYetIsNobody() throws IOException {
		this.channel.serve(engine(Sessions.of(TestPki.WEB.chain())));
		caller();
		this.channel.reset(null, null);
		assertThat(this.channel.getSSLSupport()).isNull();
		this.channel.reset(mock(SocketChannel.class), null);
		assertThat(this.channel.getSSLSupport()).isNull();
	}

	@Test
	void whatWasFoundOutAboutAConnectionIsNotThatOfOneThatResumesItsSession() throws IOException {
		SSLSession session = Sessions.of(TestPki.WEB.chain());
		this.channel.serve(engine(session));
		ConnectionCaller former = caller();
		former.attach("found out");
		this.channel.serve(engine(session));
		assertThat(caller()).isNotSameAs(former);
		assertThat(caller().attachment()).isNull();
	}

	@Test
	void callerThatChangesItsCertificateOnAConnectionIsNotTheFormerOne() throws IOException {
		SSLEngine engine = engine(Sessions.of(TestPki.WEB.chain()));
		this.channel.serve(engine);
		assertThat(identity()).endsWith("/web");
		// A renegotiation of TLS 1.2
		SSLSession renegotiated = Sessions.of(TestPki.BATCH.chain());
		given(engine.getSession()).willReturn(renegotiated);
		assertThat(caller().presented()).isEqualTo(TestPki.BATCH.chain());
		assertThat(identity()).endsWith("/batch");
	}

	@Test
	void nobodyDuringTheHandshakeDoesNotStayNobody() throws IOException {
		SSLSession session = Sessions.of(List.of());
		this.channel.shakeHands(engine(session));
		assertThat(((TomcatTls) this.channel.getSSLSupport()).presented()).isEmpty();
		// One of BoringSSL keeps the object
		Sessions.present(session, TestPki.WEB.chain());
		this.channel.complete();
		assertThat(caller().presented()).isEqualTo(TestPki.WEB.chain());
	}

	@Test
	void verifyWhenManyRequestsThenTheSameCaller() throws IOException {
		this.channel.serve(engine(Sessions.of(TestPki.WEB.chain())));
		SSLSupport tls = this.channel.getSSLSupport();
		ConnectionCaller caller = caller();
		for (int i = 0; i < 3; i++) {
			assertThat(this.channel.getSSLSupport()).isSameAs(tls);
			assertThat(caller()).isSameAs(caller);
		}
	}

	private ConnectionCaller caller() {
		return ((TomcatTls) this.channel.getSSLSupport()).caller(this.trust);
	}

	private String identity() {
		return ((TomcatTls) this.channel.getSSLSupport()).names(this.attributes).identity();
	}

	private static SSLEngine engine(SSLSession session) {
		SSLEngine engine = mock(SSLEngine.class);
		given(engine.getSession()).willReturn(session);
		return engine;
	}

	/**
	 * A channel that is handed on as Tomcat does it.
	 */
	private static final class RecycledChannel extends TomcatChannel {

		RecycledChannel(LiveTrust trust) {
			super(new SocketBufferHandler(16, 16, false), new NioEndpoint() {

				@Override
				public SSLImplementation getSslImplementation() {
					return new MtlsSslImplementation();
				}

			}, trust);
		}

		void serve(SSLEngine engine) throws IOException {
			shakeHands(engine);
			complete();
		}

		void shakeHands(SSLEngine engine) throws IOException {
			// Once when a connection ends, and once when the next one begins
			reset(null, null);
			reset(mock(SocketChannel.class), null);
			this.sslEngine = engine;
		}

		void complete() {
			this.handshakeComplete = true;
		}

	}

}
