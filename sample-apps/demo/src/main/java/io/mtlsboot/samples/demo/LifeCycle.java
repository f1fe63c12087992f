package io.mtlsboot.samples.demo;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.revocation.RevocationList;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * What happens to connections that are open while files change under the orders service:
 * its own certificate, then the list of revoked ones.
 */
final class LifeCycle {

	private final Fleet fleet;

	private final Lines lines;

	private final String url;

	LifeCycle(Fleet fleet, Lines lines) {
		this.fleet = fleet;
		this.lines = lines;
		this.url = "https://localhost:" + Fleet.port(fleet.orders()) + "/orders";
	}

	void rotation(IssuedCertificate web) throws Exception {
		Caller open = caller(web);
		HttpResponse<String> before = open.get(this.url);
		IssuedCertificate renewed = this.fleet.renewOrders();
		boolean rotated = this.fleet.rotations()
			.await((material) -> material.key().leaf().equals(renewed.certificate()));
		this.lines.line(rotated, "the files of orders are replaced",
				"new certificate " + serial(renewed.certificate()));
		HttpResponse<String> goesOn = open.get(this.url);
		this.lines.line(goesOn.statusCode() == 200 && certificate(goesOn).equals(certificate(before)),
				"web -> orders, on the open connection",
				"HTTP " + goesOn.statusCode() + ", still the certificate " + serial(certificate(goesOn)));
		HttpResponse<String> anew = caller(web).get(this.url);
		this.lines.line(anew.statusCode() == 200 && certificate(anew).equals(renewed.certificate()),
				"web -> orders, on a new connection",
				"HTTP " + anew.statusCode() + ", the new certificate " + serial(certificate(anew)));
	}

	void revocation() throws Exception {
		IssuedCertificate stolen = this.fleet.ca().issueClient((leaf) -> leaf.spiffeId("spiffe://shop.example/web"));
		Caller thief = caller(stolen);
		HttpResponse<String> before = thief.get(this.url);
		this.lines.line(before.statusCode() == 200, "a thief with a certificate of web", "HTTP " + before.statusCode());
		this.fleet.ca().revoke(stolen.certificate().getSerialNumber());
		boolean rotated = this.fleet.rotations()
			.await((material) -> material.trust().crls().stream().anyMatch((crl) -> lists(crl, stolen.certificate())));
		this.lines.line(rotated, "its certificate is revoked", "orders has the new list");
		HttpResponse<String> after = thief.get(this.url);
		this.lines.line(after.statusCode() == 401 && after.body().contains(RejectionReason.REVOKED.name()),
				"the thief, on the open connection", "HTTP " + after.statusCode() + " " + after.body());
		refused(stolen);
	}

	private static boolean lists(RevocationList crl, X509Certificate certificate) {
		return crl.find(certificate.getIssuerX500Principal(), certificate.getSerialNumber()).isPresent();
	}

	private void refused(IssuedCertificate stolen) throws Exception {
		this.fleet.refusals().forget();
		try {
			HttpResponse<String> response = caller(stolen).get(this.url);
			this.lines.line(false, "the thief, on a new connection", "got in: HTTP " + response.statusCode());
		}
		catch (IOException ex) {
			HandshakeFailure refusal = this.fleet.refusals().next();
			this.lines.line(refusal != null && refusal.reason() == RejectionReason.REVOKED,
					"the thief, on a new connection",
					"refused: " + ((refusal != null) ? refusal.reason() : "nobody knows why"));
		}
	}

	private Caller caller(@Nullable IssuedCertificate identity) throws Exception {
		return new Caller(this.fleet.ca().rootCertificate(), identity);
	}

	private static X509Certificate certificate(HttpResponse<String> response) throws IOException {
		return (X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0];
	}

	private static String serial(X509Certificate certificate) {
		return "%.8s…".formatted(certificate.getSerialNumber().toString(16));
	}

}
