package io.mtlsboot.devca.cli;

import java.io.PrintWriter;
import java.security.cert.X509CRL;
import java.util.Set;

import io.mtlsboot.devca.DevCaDirectory;
import io.mtlsboot.devca.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Signs the revocation lists.
 */
@Command(name = "crl", mixinStandardHelpOptions = true, versionProvider = ManifestVersion.class,
		description = "Signs the revocation lists of all issuers, valid for seven days from now.")
final class CrlCommand implements Runnable {

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Mixin
	private DirectoryOption directory = new DirectoryOption();

	@Override
	public void run() {
		DevCaDirectory ca = this.directory.open();
		PrintWriter out = this.spec.commandLine().getOut();
		for (X509CRL crl : ca.crl()) {
			Set<?> revoked = crl.getRevokedCertificates();
			out.println(((revoked != null) ? revoked.size() : 0) + " revoked by "
					+ Text.escape(crl.getIssuerX500Principal().getName()) + ", next update "
					+ crl.getNextUpdate().toInstant());
		}
		out.println("lists " + ca.crlFile());
	}

}
