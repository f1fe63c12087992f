package io.mtlsboot.devca.cli;

import java.io.PrintWriter;

import io.mtlsboot.devca.DevCaDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Creates the CA.
 */
@Command(name = "init", mixinStandardHelpOptions = true, versionProvider = ManifestVersion.class,
		description = "Creates the CA, or checks the one that exists.")
final class InitCommand implements Runnable {

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Mixin
	private DirectoryOption directory = new DirectoryOption();

	@Option(names = "--trust-domain", required = true, paramLabel = "<name>",
			description = "The trust domain of its services, for example shop.example.")
	private String trustDomain = "";

	@Override
	public void run() {
		DevCaDirectory ca = this.directory.openOrCreate(this.trustDomain);
		PrintWriter out = this.spec.commandLine().getOut();
		out.println("directory " + ca.path());
		out.println("anchors   " + ca.anchorsFile());
		out.println("expires   " + ca.rootCertificate().getNotAfter().toInstant());
	}

}
