package io.mtlsboot.devca.cli;

import io.mtlsboot.devca.DevCaException;
import io.mtlsboot.devca.Text;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code mtls-dev-ca}.
 * <p>
 * Exits with 0 if it did what was asked, 1 if it could not, 2 if it did not understand
 * the arguments.
 */
@Command(name = "mtls-dev-ca", mixinStandardHelpOptions = true, versionProvider = ManifestVersion.class,
		description = "A private certificate authority for development. Never use it in production.",
		exitCodeOnExecutionException = CommandLine.ExitCode.SOFTWARE, subcommands = { InitCommand.class,
				IssueCommand.class, RevokeCommand.class, CrlCommand.class, ShowCommand.class })
public final class DevCaCommand implements Runnable {

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	DevCaCommand() {
	}

	/**
	 * Runs the command and ends the JVM with its exit code.
	 * @param arguments the arguments
	 */
	public static void main(String[] arguments) {
		System.exit(commandLine().execute(arguments));
	}

	static CommandLine commandLine() {
		return new CommandLine(new DevCaCommand()).setExecutionExceptionHandler((ex, commandLine, parsed) -> {
			if (!(ex instanceof DevCaException)) {
				throw ex;
			}
			commandLine.getErr().println(commandLine.getColorScheme().errorText("Error: " + describe(ex)));
			return CommandLine.ExitCode.SOFTWARE;
		});
	}

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(), "Expected a command: init, issue, revoke, crl or show");
	}

	private static String describe(Throwable ex) {
		StringBuilder message = new StringBuilder();
		for (Throwable each = ex; each != null; each = each.getCause()) {
			message.append(message.isEmpty() ? "" : ": ")
				.append((each.getMessage() != null) ? each.getMessage() : each.getClass().getSimpleName());
		}
		return Text.escape(message.toString());
	}

}
