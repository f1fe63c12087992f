package io.mtlsboot.autoconfigure.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.handshake.MtlsHandshakeException;
import io.mtlsboot.trust.RejectionReason;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What the exception of a call says, through every HTTP library on the class path, with
 * one client for each way to fail.
 */
@Timeout(120)
class CallerViewIntegrationTests {

	/** A refusal that comes late may be lost with its connection. */
	private static final Set<RejectionReason> LATE = EnumSet.of(RejectionReason.REFUSED_BY_PEER,
			RejectionReason.CONNECTION_CLOSED);

	private static final String PRESENTED = "We presented 'CN=web', valid until ";

	private static final String FOREIGN = "for the purposes 'clientAuth', issued by 'CN=shop.example dev client CA'; "
			+ "the callee says that it accepts 'CN=elsewhere.example dev root', but none of ours.";

	private static final String NOT_SENT = "We presented no certificate: the callee asked for keys of the types";

	private static final List<AutoCloseable> servers = new ArrayList<>();

	private static final List<Refusal> refusals = new ArrayList<>();

	@BeforeAll
	static void start() throws Exception {
		IssuedCertificate payments = TestPki.CA
			.issue((leaf) -> leaf.subject("CN=payments").dns("payments.shop.example").purposes(Purpose.SERVER_AUTH));
		IssuedCertificate foreign = TestPki.FOREIGN_CA
			.issue((leaf) -> leaf.subject("CN=orders").dns("localhost").purposes(Purpose.SERVER_AUTH));
		refusals.add(new Refusal("identity", serving(CalleeServer.start(TestPki.ORDERS, TestPki.CA)),
				Set.of(RejectionReason.IDENTITY_NOT_ADMITTED), "we refused the callee",
				"admitted: 'spiffe://shop.example/payments'",
				"It presented 'CN=orders' with the names 'dns:localhost'"));
		refusals.add(new Refusal("host", serving(CalleeServer.start(payments, TestPki.CA)),
				Set.of(RejectionReason.HOST_NAME_MISMATCH), "host called: 'localhost'",
				"It presented 'CN=payments' with the names 'dns:payments.shop.example'"));
		refusals.add(new Refusal("issuer", serving(CalleeServer.start(foreign, TestPki.CA)),
				Set.of(RejectionReason.ISSUER_UNKNOWN), "we refused the callee", "It presented 'CN=orders'"));
		refusals.add(new Refusal("reset12", serving(CalleeServer.start(TestPki.ORDERS, TestPki.FOREIGN_CA, "TLSv1.2")),
				LATE, PRESENTED, FOREIGN));
		refusals.add(new Refusal("reset13", serving(CalleeServer.start(TestPki.ORDERS, TestPki.FOREIGN_CA, "TLSv1.3")),
				LATE, PRESENTED, FOREIGN));
		Duration now = Duration.ZERO;
		refusals.add(new Refusal("alert12", refusing(RefusingServer.believing(TestPki.FOREIGN_CA, now, "TLSv1.2")),
				Set.of(RejectionReason.REFUSED_BY_PEER), "the callee refused us", "refused our certificate: ",
				PRESENTED, FOREIGN));
		refusals.add(new Refusal("alert13", refusing(RefusingServer.believing(TestPki.FOREIGN_CA, now, "TLSv1.3")),
				LATE, PRESENTED, FOREIGN));
		refusals
			.add(new Refusal("expired", refusing(RefusingServer.believing(TestPki.CA, Duration.ofDays(2), "TLSv1.3")),
					LATE, PRESENTED, "valid until " + TestPki.WEB.certificate().getNotAfter().toInstant(),
					"the callee says that it accepts"));
		refusals.add(new Refusal("keys12", refusing(RefusingServer.withoutEllipticCurves("TLSv1.2")),
				Set.of(RejectionReason.REFUSED_BY_PEER), NOT_SENT, "and ours is 'EC'"));
		refusals.add(new Refusal("keys13", refusing(RefusingServer.withoutEllipticCurves("TLSv1.3")), LATE, NOT_SENT,
				"and ours is 'EC'"));
		refusals.add(new Refusal("plain", refusing(RefusingServer.inPlainText()), Set.of(RejectionReason.PLAINTEXT),
				"the callee does not speak TLS on this port"));
		refusals.add(new Refusal("silent", refusing(RefusingServer.silent()), Set.of(RejectionReason.HANDSHAKE_TIMEOUT),
				"the callee did not complete it in time"));
	}

	@AfterAll
	static void stop() throws Exception {
		for (AutoCloseable server : servers) {
			server.close();
		}
		servers.clear();
		refusals.clear();
	}

	@ParameterizedTest
	@EnumSource
	void callWhenHandshakeFailsThenExceptionSaysWhy(HttpLibrary library) {
		SoftAssertions assertions = new SoftAssertions();
		ApplicationContextRunner runner = library.configure(Runners.withMaterial())
			.withPropertyValues("mtls.clients.identity.callee=spiffe://shop.example/payments",
					"mtls.http.read-timeout=5s", "mtls.clients.silent.http.read-timeout=500ms",
					"mtls.clients.silent.http.connect-timeout=500ms");
		for (Refusal refusal : refusals) {
			runner = runner.withPropertyValues("mtls.clients." + refusal.client() + ".url=" + refusal.url());
		}
		runner.run((context) -> refusals.stream()
			// Its handshakes have a time-out of their own, of ten seconds
			.filter((refusal) -> !refusal.client().equals("silent") || !library.isReactorNetty())
			.map((refusal) -> HttpLibrary.isBoringSslWanted() ? refusal.byBoringSsl() : refusal)
			.forEach((refusal) -> refusal.check(library, context, assertions)));
		assertions.assertAll();
	}

	@Test
	void callWhenExampleOfTheReferenceIsFollowedThenFindsTheReason() {
		Refusal issuer = refusals.stream().filter((refusal) -> refusal.client().equals("issuer")).findFirst().get();
		Runners.withMaterial().withPropertyValues("mtls.clients.orders.url=" + issuer.url()).run((context) -> {
			CallerViewExample example = new CallerViewExample(context.getBean("orders", RestClient.class));
			assertThatExceptionOfType(ResourceAccessException.class).isThrownBy(example::call);
			assertThat(example.failures).singleElement().asString().startsWith("ISSUER_UNKNOWN: TLS handshake with");
		});
	}

	@Test
	void verifyWhenReferenceShowsCodeThenItIsTheExample() throws IOException {
		String reference = Files.readString(Path.of("../docs/reference.md"));
		String section = reference.substring(reference.indexOf("### What your own call says"));
		String shown = section.substring(section.indexOf("```java") + 7,
				section.indexOf("```\n", section.indexOf("```java")));
		String example = Files
			.readString(Path.of("src/test/java", CallerViewExample.class.getName().replace('.', '/') + ".java"));
		assertThat(example.replaceAll("\\s+", " ")).contains(shown.replaceAll("\\s+", " "));
	}

	private static String serving(CalleeServer server) {
		servers.add(server);
		return server.url();
	}

	private static String refusing(RefusingServer server) {
		servers.add(server);
		return server.url();
	}

	/**
	 * A way to fail.
	 *
	 * @param client the client that does
	 * @param url what it calls
	 * @param reasons the word for it
	 * @param parts what the message says
	 */
	private record Refusal(String client, String url, Set<RejectionReason> reasons, List<String> parts) {

		Refusal(String client, String url, Set<RejectionReason> reasons, String... parts) {
			this(client, url, reasons, List.of(parts));
		}

		// It does not go on without a certificate, since it knows that ours is of no use
		Refusal byBoringSsl() {
			return this.client.startsWith("keys") ? new Refusal(this.client, this.url,
					Set.of(RejectionReason.NO_SHARED_CIPHER), "signature algorithm that both sides allow") : this;
		}

		void check(HttpLibrary library, ApplicationContext context, SoftAssertions assertions) {
			Throwable thrown = catchThrowable(() -> library.call(context, this.client));
			MtlsHandshakeException exception = MtlsHandshakeException.in(thrown).orElse(null);
			assertions.assertThat(exception)
				.as(library + " " + this.client)
				.withFailMessage(() -> stack(thrown))
				.isNotNull();
			if (exception != null) {
				assertions.assertThat(exception.getMessage()).as(library + " " + this.client).contains(this.parts);
				assertions.assertThat(exception.reason())
					.as(library + " " + this.client + exception)
					.isIn(this.reasons);
				assertions.assertThat(exception.side()).isEqualTo(HandshakeSide.CLIENT);
				HandshakeFailure failure = Objects.requireNonNull(exception.failure());
				assertions.assertThat(failure.connection().remoteAddress()).isEqualTo("localhost");
			}
		}

		private static String stack(Throwable thrown) {
			StringBuilder causes = new StringBuilder();
			for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
				causes.append(cause).append('\n');
			}
			return causes.toString();
		}

	}

}
