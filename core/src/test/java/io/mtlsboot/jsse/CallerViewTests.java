package io.mtlsboot.jsse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.KeyAlgorithm;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.handshake.MtlsHandshakeException;
import io.mtlsboot.handshake.OwnCertificate;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the exception says that a caller gets.
 */
class CallerViewTests {

	private static final HandshakeListener NOBODY = new HandshakeListener() {
	};

	private static final DevCa FOREIGN_CA = DevCa.create("elsewhere.example");

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void verifyWhenCalleeRefusesOurIssuerThenNamesItAndTheCasThatItAccepts(String version) {
		MtlsHandshakeException refused = refused(client(Peers.CLIENT, version), calleeOf(FOREIGN_CA, version));
		assertThat(refused.reason()).isEqualTo(RejectionReason.REFUSED_BY_PEER);
		assertThat(refused.side()).isEqualTo(HandshakeSide.CLIENT);
		assertThat(refused).hasMessageContaining("TLS handshake with 'localhost:8443' failed: the callee refused us")
			.hasMessageContaining("We presented 'CN=web', valid until ")
			.hasMessageContaining("for the purposes 'clientAuth', issued by 'CN=shop.example dev client CA'; "
					+ "the callee says that it accepts 'CN=elsewhere.example dev root', but none of ours.")
			.hasCauseInstanceOf(SSLException.class);
		HandshakeFailure failure = Objects.requireNonNull(refused.failure());
		assertThat(failure.presented()).isNotEmpty();
		assertThat(Objects.requireNonNull(failure.own()).sent()).isTrue();
	}

	@Test
	void verifyWhenOurCertificateHasExpiredThenSaysSince() {
		Instant now = Instant.now();
		IssuedCertificate expired = Peers
			.client((leaf) -> leaf.notBefore(now.minus(Duration.ofDays(2))).notAfter(now.minus(Duration.ofDays(1))));
		assertThat(refused(client(expired, "TLSv1.3"), calleeOf(Peers.CA, "TLSv1.3")))
			.hasMessageContaining("We presented 'CN=web', expired since ")
			.hasMessageEndingWith("; the callee says that it accepts 'CN=shop.example dev root', which is above it.");
	}

	@Test
	void verifyWhenOurCertificateIsForServersThenNamesItsPurposes() {
		IssuedCertificate server = Peers.server((leaf) -> leaf.purposes(Purpose.SERVER_AUTH));
		assertThat(refused(client(server, "TLSv1.3"), calleeOf(Peers.CA, "TLSv1.3")))
			.hasMessageContaining("for the purposes 'serverAuth'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void verifyWhenCalleeWantsAnotherTypeOfKeyThenSaysWhyNothingWasSent(String version) throws Exception {
		IssuedCertificate rsa = Peers.server((leaf) -> leaf.keyAlgorithm(KeyAlgorithm.RSA_2048));
		SSLEngine server = Peers.plainClient(profile(version), rsa).createSSLEngine();
		server.setUseClientMode(false);
		SSLParameters parameters = server.getSSLParameters();
		parameters.setAlgorithmConstraints(new WithoutEcdsa());
		parameters.setNeedClientAuth(true);
		server.setSSLParameters(parameters);
		SSLEngine client = client(Peers.CLIENT, version).createSSLEngine("localhost", 8443);
		MtlsHandshakeException refused = refused(new EngineHandshake(client, server).run());
		assertThat(refused).hasMessageContaining("We presented no certificate: the callee asked for keys of the types")
			.hasMessageContaining("'RSA'")
			.hasMessageEndingWith("and ours is 'EC'.");
		OwnCertificate own = Objects.requireNonNull(Objects.requireNonNull(refused.failure()).own());
		assertThat(own.sent()).isFalse();
		assertThat(own.acceptedKeyTypes()).contains("RSA").doesNotContain("EC");
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void verifyWhenWeRefuseTheCalleeThenNamesWhatItPresentedAndWhatWeWanted(String version) {
		SSLContext server = calleeOf(Peers.CA, version);
		MtlsHandshakeException refused = refused(
				EngineHandshake.between(client(Peers.CLIENT, version), server, "payments.shop.example"));
		assertThat(refused.reason()).isEqualTo(RejectionReason.HOST_NAME_MISMATCH);
		assertThat(refused).hasMessageContaining("with 'payments.shop.example:8443' failed: we refused the callee")
			.hasMessageContaining("host called: 'payments.shop.example'")
			.hasMessageContaining("It presented 'CN=orders' with the names 'dns:localhost' 'dns:orders.shop.example'")
			.hasMessageNotContaining("We presented");
	}

	@Test
	void verifyWhenNamesOfTheCalleeForgeALineThenMessageIsOneLine() {
		IssuedCertificate forged = Peers.CA
			.issue((leaf) -> leaf.subject("CN=orders\n2026 INFO all is well").uri("urn:x\u0000\nINFO"));
		SSLContext server = context(HandshakeSide.SERVER, forged, Peers.CA, "TLSv1.3");
		assertThat(refused(client(Peers.CLIENT, "TLSv1.3"), server).getMessage()).doesNotContain("\n", "\u0000");
	}

	@Test
	void verifyWhenCalleeAnswersInPlainTextThenSaysSo() throws SSLException {
		SSLEngine client = client(Peers.CLIENT, "TLSv1.3").createSSLEngine("localhost", 8443);
		client.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(20_000));
		ByteBuffer plainText = ByteBuffer.wrap("HTTP/1.1 400 Bad Request".getBytes(StandardCharsets.US_ASCII));
		assertThatExceptionOfType(MtlsHandshakeException.class)
			.isThrownBy(() -> client.unwrap(plainText, ByteBuffer.allocate(20_000)))
			.withMessageContaining("the callee does not speak TLS on this port, PLAINTEXT");
	}

	@Test
	void verifyWhenWeAreTheServerThenTheEngineThrowsWhatTheJdkThrows() {
		EngineHandshake handshake = EngineHandshake.between(client(Peers.CLIENT, "TLSv1.3"),
				calleeOf(FOREIGN_CA, "TLSv1.3"));
		assertThat(MtlsHandshakeException.in(handshake.serverFailure())).isEmpty();
	}

	private static MtlsHandshakeException refused(SSLContext client, SSLContext server) {
		return refused(EngineHandshake.between(client, server));
	}

	private static MtlsHandshakeException refused(EngineHandshake handshake) {
		return MtlsHandshakeException.in(handshake.clientFailure()).orElseThrow();
	}

	private static SSLContext client(IssuedCertificate own, String version) {
		return context(HandshakeSide.CLIENT, own, Peers.CA, version);
	}

	private static SSLContext calleeOf(DevCa callers, String version) {
		return context(HandshakeSide.SERVER, Peers.SERVER, callers, version);
	}

	private static SSLContext context(HandshakeSide side, IssuedCertificate own, DevCa trusted, String version) {
		PeerAuthorizer authorizer = (side == HandshakeSide.CLIENT) ? PeerAuthorizer.hostName()
				: PeerAuthorizer.anyVerifiedCaller();
		return Peers.context(side, Peers.generation(1, own, trusted), authorizer, profile(version), NOBODY)
			.sslContext();
	}

	private static TlsProfile profile(String version) {
		return version.equals("TLSv1.2") ? Peers.TLS12 : Peers.TLS13;
	}

	/**
	 * A callee that cannot verify elliptic curves.
	 */
	private static final class WithoutEcdsa implements AlgorithmConstraints {

		@Override
		public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
			return !primitives.contains(CryptoPrimitive.SIGNATURE)
					|| (!algorithm.contains("ECDSA") && !algorithm.contains("Ed") && !algorithm.startsWith("ecdsa"));
		}

		@Override
		public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
			return true;
		}

		@Override
		public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, Key key,
				AlgorithmParameters parameters) {
			return permits(primitives, algorithm, parameters);
		}

	}

}
