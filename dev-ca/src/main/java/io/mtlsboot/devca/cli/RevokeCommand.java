package io.mtlsboot.devca.cli;

import java.math.BigInteger;

import io.mtlsboot.devca.DevCaDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Revokes a certificate.
 */
@Command(name = "revoke", mixinStandardHelpOptions = true, versionProvider = ManifestVersion.class,
		description = "Revokes a certificate and writes the revocation lists.")
final class RevokeCommand implements Runnable {

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Mixin
	private DirectoryOption directory = new DirectoryOption();

	@Parameters(paramLabel = "<serial>", converter = SerialConverter.class,
			description = "Serial number in hexadecimal digits, as 'show' prints it.")
	private BigInteger serial = BigInteger.ZERO;

	@Override
	public void run() {
		DevCaDirectory ca = this.directory.open();
		ca.revoke(this.serial);
		this.spec.commandLine().getOut().println("revoked " + this.serial.toString(16));
		this.spec.commandLine().getOut().println("lists   " + ca.crlFile());
	}

}
