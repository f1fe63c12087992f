package io.mtlsboot.autoconfigure.server;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import io.mtlsboot.autoconfigure.ConnectionCaller;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.autoconfigure.WatchedCertificate;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.jsse.PeerVerdicts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link TomcatTls}.
 */
class TomcatTlsTests {

	private final WatchedCertificate certificate = new WatchedCertificate(TestPki.WEB.certificate());

	private final AtomicInteger asked = new AtomicInteger();

	private final List<X509Certificate> chain = List.of(this.certificate, TestPki.WEB.chain().get(1));

	private final SSLSession session = session(this.chain);

	private MtlsContext context = TestPki.serverContext(1, TestPki.CA);

	private final LiveTrust trust = new LiveTrust(new PeerVerdicts(() -> this.context, Clock.systemUTC()),
			new HandshakeListener() {
			}, List.of(), List.of(), MtlsProperties.Mode.STRICT, null, Clock.systemUTC());

	private final AccessLogAttributes attributes = new AccessLogAttributes(
			IdentityExtractor.inOrder(List.of(IdentityType.SPIFFE_ID)));

	@Test
	void verifyWhenManyRequestsThenTheSessionIsAskedOnceAndTheCertificateIsLeftAlone() {
		TomcatTls tls = new TomcatTls(this.session, null);
		ConnectionCaller caller = tls.caller(this.trust);
		AccessLogAttributes.Names names = tls.names(this.attributes);
		assertThat(names.identity()).isEqualTo("spiffe://shop.example/web");
		assertThat(caller.judge().isTrusted()).isTrue();
		this.certificate.touched().clear();
		for (int i = 0; i < 10; i++) {
			assertThat(tls.caller(this.trust)).isSameAs(caller);
			assertThat(caller.judge().isTrusted()).isTrue();
			assertThat(tls.names(this.attributes)).isSameAs(names);
		}
		assertThat(this.asked).hasValue(1);
		assertThat(this.certificate.touched()).isEmpty();
	}

	@Test
	void i5VerifyWhenNextGenerationHasDroppedTheCaThenTheConnectionIsNotTrusted() {
		ConnectionCaller caller = new TomcatTls(this.session, null).caller(this.trust);
		assertThat(caller.judge().isTrusted()).isTrue();
		this.context = TestPki.serverContext(2, DevCa.create("other.example"));
		assertThat(caller.judge().isTrusted()).isFalse();
	}

	@Test
	void verifyWhenApplicationChangesTheChainThenTheNextRequestDoesNotSeeIt() throws Exception {
		TomcatTls tls = new TomcatTls(this.session, null);
		tls.getPeerCertificateChain()[0] = TestPki.BATCH.certificate();
		assertThat(tls.getPeerCertificateChain()).containsExactlyElementsOf(this.chain);
		assertThat(tls.caller(this.trust).presented()).containsExactlyElementsOf(this.chain);
	}

	@Test
	void verifyWhenSessionIsReplacedThenNothingOfTheOldOneIsLeft() throws Exception {
		TomcatTls tls = new TomcatTls(this.session, null);
		ConnectionCaller before = tls.caller(this.trust);
		tls.names(this.attributes);
		tls.setSession(session(TestPki.BATCH.chain()));
		assertThat(tls.caller(this.trust)).isNotSameAs(before);
		assertThat(tls.caller(this.trust).presented()).isEqualTo(TestPki.BATCH.chain());
		assertThat(tls.names(this.attributes).identity()).endsWith("/batch");
	}

	@Test
	void verifyWhenCallerHasPresentedNothingThenNobody() throws Exception {
		TomcatTls tls = new TomcatTls(Sessions.of(List.of()), null);
		assertThat(tls.getPeerCertificateChain()).isNull();
		assertThat(tls.names(this.attributes)).isEqualTo(AccessLogAttributes.Names.NONE);
		assertThat(tls.caller(this.trust).judge().isTrusted()).isFalse();
	}

	private SSLSession session(List<X509Certificate> chain) {
		try {
			SSLSession session = mock(SSLSession.class);
			given(session.getPeerCertificates()).willAnswer((call) -> {
				this.asked.incrementAndGet();
				return chain.toArray(X509Certificate[]::new);
			});
			return session;
		}
		catch (SSLPeerUnverifiedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
