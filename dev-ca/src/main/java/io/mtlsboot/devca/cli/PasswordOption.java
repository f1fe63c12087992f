package io.mtlsboot.devca.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.mtlsboot.devca.DevCaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a password comes from: a file or the terminal, never the command line, which
 * other users can see.
 */
final class PasswordOption {

	@Option(names = "--password-file", paramLabel = "<file>",
			description = "File with the password of the PKCS#12 file in its first line (default: asked for).")
	private @Nullable Path file;

	char[] read() {
		char[] password = (this.file != null) ? fromFile(this.file) : fromTerminal();
		if (password.length == 0) {
			throw new DevCaException("Unable to write a PKCS#12 file: its password is empty");
		}
		return password;
	}

	private static char[] fromFile(Path file) {
		try {
			return Files.readString(file).lines().findFirst().orElse("").toCharArray();
		}
		catch (IOException ex) {
			throw new DevCaException("Unable to read the password file '" + file + "'", ex);
		}
	}

	// Without a terminal there is no console before JDK 22 and no answer from it after
	@SuppressWarnings("SystemConsoleNull")
	private static char[] fromTerminal() {
		Console console = System.console();
		char[] password = (console != null) ? console.readPassword("Password of the PKCS#12 file: ") : null;
		if (password == null) {
			throw new DevCaException("Unable to ask for a password: there is no terminal. Use '--password-file'");
		}
		return password;
	}

}
