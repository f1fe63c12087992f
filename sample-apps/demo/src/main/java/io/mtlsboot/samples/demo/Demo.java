package io.mtlsboot.samples.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * The calls, line by line with their outcome.
 */
final class Demo {

	private final Fleet fleet;

	private final PrintStream out;

	private final Lines lines;

	private final String orders;

	Demo(Fleet fleet, PrintStream out) {
		this.fleet = fleet;
		this.out = out;
		this.lines = new Lines(out);
		this.orders = "https://localhost:" + Fleet.port(fleet.orders());
	}

	boolean run() throws Exception {
		IssuedCertificate web = client("web", (leaf) -> {
		});
		printServices();
		this.lines.title("Calls");
		Caller friend = caller(web);
		expectStatus("web -> storefront -> orders, an HTTP service interface", 200,
				friend.get("https://localhost:" + Fleet.port(this.fleet.storefront()) + "/"));
		expectStatus("web -> orders, has the role orders.read", 200, friend.get(this.orders + "/orders"));
		expectStatus("nightly batch -> orders, verified but without the role", 403,
				caller(client("batch/nightly", (leaf) -> {
				})).get(this.orders + "/orders"));
		expectStatus("web -> audit, a reactive service", 200,
				friend.get("https://localhost:" + Fleet.port(this.fleet.audit()) + "/entries"));
		strangers();
		LifeCycle lifeCycle = new LifeCycle(this.fleet, this.lines);
		this.lines.title("A rotation, with a connection open");
		lifeCycle.rotation(web);
		this.lines.title("A revocation, with a connection open");
		lifeCycle.revocation();
		new Lifetimes(this.out).print(friend.get(this.orders + "/actuator/mtls").body());
		printCommands(web);
		return this.lines.asExpected();
	}

	private void strangers() throws Exception {
		expectRefusal("a caller without a certificate", null, RejectionReason.NO_CERTIFICATE);
		expectRefusal("a certificate of a foreign CA",
				DevCa.create("elsewhere.example").issue((leaf) -> leaf.spiffeId("spiffe://shop.example/web")),
				RejectionReason.ISSUER_UNKNOWN);
		expectRefusal("an expired certificate",
				client("web", (leaf) -> leaf.notBefore(Instant.now().minus(Duration.ofHours(2)))
					.notAfter(Instant.now().minus(Duration.ofHours(1)))),
				RejectionReason.EXPIRED);
		expectRefusal("a certificate for servers only",
				this.fleet.ca().issueServer((leaf) -> leaf.spiffeId("spiffe://shop.example/web")),
				RejectionReason.PURPOSE_NOT_ALLOWED);
		expectStatus("plain HTTP to the TLS port", 400,
				caller(null).get(this.orders.replace("https:", "http:") + "/orders"));
	}

	private void expectStatus(String call, int expected, HttpResponse<String> response) {
		this.lines.line(response.statusCode() == expected, call, "HTTP " + response.statusCode());
	}

	private void expectRefusal(String call, @Nullable IssuedCertificate identity, RejectionReason expected)
			throws Exception {
		this.fleet.refusals().forget();
		try {
			HttpResponse<String> response = caller(identity).get(this.orders + "/orders");
			this.lines.line(false, call, "got in: HTTP " + response.statusCode());
		}
		catch (IOException ex) {
			HandshakeFailure refusal = this.fleet.refusals().next();
			this.lines.line(refusal != null && refusal.reason() == expected, call, (refusal != null)
					? "refused: " + refusal.reason() + " (" + refusal.detail() + ")" : "refused, nobody knows why");
		}
	}

	private void printServices() {
		this.out.println("\nServices, each with certificates of the development CA for trust domain shop.example");
		this.out.println("  orders      " + this.orders);
		this.out.println("  storefront  https://localhost:" + Fleet.port(this.fleet.storefront()) + "  calls orders");
		this.out.println("  audit       https://localhost:" + Fleet.port(this.fleet.audit()) + "  reactive");
	}

	private void printCommands(IssuedCertificate web) throws IOException {
		Path directory = Files.createDirectories(this.fleet.ca().path().resolveSibling("callers"));
		web.writePem(directory, "web");
		String curl = "curl --cacert " + this.fleet.ca().anchorsFile();
		String as = " --cert " + directory.resolve("web.crt") + " --key " + directory.resolve("web.key");
		this.out.println("\nTry it; the services stay up until you press Ctrl+C");
		this.out.println("  " + curl + as + " " + this.orders + "/orders");
		this.out.println("  " + curl + as + " " + this.orders + "/whoami");
		this.out.println("  " + curl + as + " " + this.orders + "/actuator/mtls");
		this.out
			.println("  " + curl + as + " " + this.orders + "/actuator/mtls/failures    # who was refused, and why");
		this.out.println("  " + curl + " " + this.orders + "/orders    # no certificate: refused");
		this.out.flush();
	}

	private IssuedCertificate client(String path, Consumer<LeafSpec> more) {
		return this.fleet.ca().issueClient((leaf) -> more.accept(leaf.spiffeId("spiffe://shop.example/" + path)));
	}

	private Caller caller(@Nullable IssuedCertificate identity) throws Exception {
		return new Caller(this.fleet.ca().rootCertificate(), identity);
	}

}
