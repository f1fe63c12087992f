package io.mtlsboot.samples.orders;

import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every client, whoever wrote it.
 */
@ExtendWith(SharedOrders.class)
abstract class OutsideClientTests {

	private final ExternalTool tool;

	private final SharedOrders.Running running;

	OutsideClientTests(String program, SharedOrders.Running running) {
		this.tool = ExternalTool.onPath(program);
		this.running = running;
	}

	/**
	 * Calls the service.
	 * @param path what to get
	 * @param credentials what to present
	 * @param protocol the only TLS version to use
	 */
	abstract ExternalTool.Result get(String path, Credentials credentials, String protocol);

	@BeforeEach
	void forget() {
		this.running.orders().handshakes().forget();
	}

	@ParameterizedTest
	@CsvSource({ "WEB, TLSv1.3", "WEB, TLSv1.2", "WEB_EC, TLSv1.3", "WEB_EC, TLSv1.2" })
	void verifyWhenCertificateIsRightThenGetsIn(Credentials credentials, String protocol) throws Exception {
		ExternalTool.Result result = get("/orders", credentials, protocol);
		assertThat(result.output()).contains("200", "espresso cups");
		assertThat(result.exitCode()).isZero();
		assertThat(handshakes().nextSuccess().connection().protocol()).isEqualTo(protocol);
	}

	@ParameterizedTest
	@CsvSource({ "TLSv1.3", "TLSv1.2" })
	void verifyWhenCertificateIsRightThenIsKnownByItsSpiffeId(String protocol) {
		assertThat(get("/whoami", Credentials.WEB, protocol).output())
			.contains("{\"identity\":\"spiffe://shop.example/web\"}");
	}

	@ParameterizedTest
	@CsvSource({ "NOTHING, NO_CERTIFICATE", "OF_ANOTHER_CA, ISSUER_UNKNOWN", "OF_AN_IMPOSTOR, ANCHOR_KEY_MISMATCH",
			"EXPIRED, EXPIRED", "FOR_SERVERS_ONLY, PURPOSE_NOT_ALLOWED" })
	void verifyWhenCertificateIsWrongThenIsRefused(Credentials credentials, RejectionReason reason) throws Exception {
		for (String protocol : new String[] { "TLSv1.3", "TLSv1.2" }) {
			ExternalTool.Result result = get("/orders", credentials, protocol);
			assertThat(result.output()).as(protocol).doesNotContain("espresso cups", "HTTP/1.1");
			assertThat(result.exitCode()).as(result.output()).isNotZero();
			HandshakeFailure failure = handshakes().nextFailure();
			assertThat(failure.reason()).as(failure.detail()).isEqualTo(reason);
		}
	}

	@Test
	void verifyWhenAKnownIntermediateIsNotPresentedThenItIsNamed() throws Exception {
		get("/orders", Credentials.WEB, "TLSv1.3");
		assertThat(get("/orders", Credentials.WITHOUT_INTERMEDIATE, "TLSv1.3").exitCode()).isNotZero();
		HandshakeFailure failure = handshakes().nextFailure();
		assertThat(failure.reason()).as(failure.detail()).isEqualTo(RejectionReason.INTERMEDIATE_MISSING);
		assertThat(failure.detail()).startsWith("missing: 'CN=clients', leading to anchor 'CN=shop root'");
	}

	final ExternalTool tool() {
		return this.tool;
	}

	final OpensslPki pki() {
		return this.running.pki();
	}

	final int port() {
		return this.running.orders().port();
	}

	final Handshakes handshakes() {
		return this.running.orders().handshakes();
	}

}
