package io.mtlsboot.devca.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.mtlsboot.devca.DevCaDirectory;
import io.mtlsboot.devca.DevCaException;
import io.mtlsboot.devca.IndexEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Shows certificates.
 */
@Command(name = "show", mixinStandardHelpOptions = true, versionProvider = ManifestVersion.class,
		description = "Shows the certificates in PEM files, or what the CA issued.")
final class ShowCommand implements Runnable {

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Mixin
	private DirectoryOption directory = new DirectoryOption();

	@Parameters(paramLabel = "<file>", arity = "0..*",
			description = "Files with certificates in PEM; none for what the CA issued.")
	private List<Path> files = new ArrayList<>();

	@Override
	public void run() {
		if (this.files.isEmpty()) {
			showIssued(this.directory.open());
		}
		this.files.forEach(this::show);
	}

	private void showIssued(DevCaDirectory ca) {
		PrintWriter out = this.spec.commandLine().getOut();
		out.println("directory    " + ca.path());
		out.println("trust domain " + ca.trustDomain());
		out.println("expires      " + ca.rootCertificate().getNotAfter().toInstant());
		for (IndexEntry entry : ca.issued()) {
			out.println(entry.serial().toString(16) + "  " + entry.issuer() + "  " + entry.subject() + "  "
					+ ((entry.revokedAt() != null) ? "revoked " + entry.revokedAt() : "until " + entry.notAfter()));
		}
	}

	private void show(Path file) {
		if (Files.notExists(file)) {
			throw new DevCaException("Unable to show '" + file + "': it does not exist");
		}
		Collection<? extends Certificate> certificates;
		try (InputStream in = Files.newInputStream(file)) {
			certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
		}
		catch (IOException | CertificateException ex) {
			throw new DevCaException("Unable to read certificates from '" + file + "': expected PEM", ex);
		}
		if (certificates.isEmpty()) {
			throw new DevCaException("Unable to show '" + file + "': expected certificates in PEM but there are none");
		}
		PrintWriter out = this.spec.commandLine().getOut();
		certificates.forEach((certificate) -> out.print(CertificateDescription.of((X509Certificate) certificate)));
		out.flush();
	}

}
