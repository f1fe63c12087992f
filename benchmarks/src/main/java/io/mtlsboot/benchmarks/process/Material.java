package io.mtlsboot.benchmarks.process;

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
public final class Material {

	/**
	 * The common name of the caller.
	 */
	public static final String CALLER_NAME = "web";

	/**
	 * The SPIFFE ID of the caller.
	 */
	public static final String CALLER_ID = "spiffe://shop.example/web";

	private final DevCa ca = DevCa.create("shop.example");

	private final Path directory;

	/**
	 * Creates the CA.
	 * @param directory where to write
	 */
	public Material(Path directory) {
		this.directory = directory;
	}

	public DevCa ca() {
		return this.ca;
	}

	/**
	 * Makes up a caller.
	 * @return a certificate with {@link #CALLER_NAME} and {@link #CALLER_ID}
	 */
	public IssuedCertificate caller() {
		return this.ca
			.issue((leaf) -> leaf.subject("CN=" + CALLER_NAME).spiffeId(CALLER_ID).purposes(Purpose.CLIENT_AUTH));
	}

	/**
	 * Gives a caller a directory of its own with {@code tls.crt}, {@code tls.key} and
	 * {@code ca.crt}.
	 * @param caller its name
	 * @return the directory
	 */
	public Path forCaller(String caller) {
		Path own = this.directory.resolve(caller);
		caller().writePem(own, "tls");
		write(own, "ca.crt", this.ca.root().certificatePem());
		return own;
	}

	/**
	 * Gives a server a directory of its own with {@code tls.crt}, {@code tls.key},
	 * {@code ca.crt} and, for HAProxy, {@code tls.pem} with the first two.
	 * @param server its name
	 * @return the directory
	 */
	public Path forServer(String server) {
		Path own = this.directory.resolve(server);
		IssuedCertificate issued = server(this.ca);
		issued.writePem(own, "tls");
		write(own, "ca.crt", this.ca.root().certificatePem());
		write(own, "tls.pem", issued.certificatePem() + issued.privateKeyPem());
		return own;
	}

	/**
	 * Puts a new certificate with a new key over the one that is there.
	 * @param own the directory of a server
	 * @return the new certificate
	 */
	public X509Certificate renew(Path own) {
		IssuedCertificate issued = server(this.ca);
		issued.writePem(own, "tls");
		return issued.certificate();
	}

	/**
	 * Makes up a server that has the right names.
	 * @param issuer who says so, be it our CA or another
	 * @return a certificate
	 */
	public static IssuedCertificate server(DevCa issuer) {
		return issuer.issue((leaf) -> leaf.subject("CN=localhost")
			.dns("localhost")
			.ip("127.0.0.1")
			.spiffeId("spiffe://shop.example/server")
			.purposes(Purpose.SERVER_AUTH));
	}

	private static void write(Path own, String file, String text) {
		try {
			Files.writeString(own.resolve(file), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Unable to write '" + own.resolve(file) + "'", ex);
		}
	}

}
