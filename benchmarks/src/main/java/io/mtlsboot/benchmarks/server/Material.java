package io.mtlsboot.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;

/**
 * One CA, and certificates of it in files: EC P-256, a leaf below an intermediate.
 */
final class Material {

	static final String CALLER_NAME = "web";

	static final String CALLER_ID = "spiffe://shop.example/web";

	private final DevCa ca = DevCa.create("shop.example");

	private final Path directory;

	Material(Path directory) {
		this.directory = directory;
		this.ca.issue((leaf) -> leaf.subject("CN=" + CALLER_NAME).spiffeId(CALLER_ID).purposes(Purpose.CLIENT_AUTH))
			.writePem(directory, "client");
	}

	Path clientCertificate() {
		return this.directory.resolve("client.crt");
	}

	Path clientKey() {
		return this.directory.resolve("client.key");
	}

	DevCa ca() {
		return this.ca;
	}

	/**
	 * Gives a server a directory of its own with {@code tls.crt}, {@code tls.key},
	 * {@code ca.crt} and, for HAProxy, {@code tls.pem} with the first two.
	 * @param server its name
	 * @return the directory
	 */
	Path forServer(String server) {
		Path own = this.directory.resolve(server);
		renew(own);
		try {
			Files.writeString(own.resolve("ca.crt"), this.ca.root().certificatePem());
			Files.writeString(own.resolve("tls.pem"),
					Files.readString(own.resolve("tls.crt")) + Files.readString(own.resolve("tls.key")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Unable to write the material of '" + server + "'", ex);
		}
		return own;
	}

	/**
	 * Puts a new certificate with a new key over the one that is there.
	 * @param own the directory of a server
	 * @return the new certificate
	 */
	X509Certificate renew(Path own) {
		IssuedCertificate issued = this.ca.issue((leaf) -> leaf.subject("CN=localhost")
			.dns("localhost")
			.ip("127.0.0.1")
			.spiffeId("spiffe://shop.example/server")
			.purposes(Purpose.SERVER_AUTH));
		issued.writePem(own, "tls");
		return issued.certificate();
	}

}
