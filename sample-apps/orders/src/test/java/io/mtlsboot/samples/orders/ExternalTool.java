package io.mtlsboot.samples.orders;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/**
 * A program that is not part of Java. It is run without a shell and with an environment
 * of its own, so that neither file names nor the user's settings have an effect.
 *
 * @param program its file
 */
record ExternalTool(Path program) {

	private static final int LIMIT_SECONDS = 20;

	/**
	 * Finds a program; the test that wants it is skipped if there is none.
	 */
	static ExternalTool onPath(String name) {
		String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
		Path program = Arrays.stream(path.split(File.pathSeparator))
			.filter((entry) -> !entry.isBlank())
			.map((entry) -> Path.of(entry, name))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
		Assumptions.assumeTrue(program != null,
				() -> name + " is not on the PATH: install it to run this test. PATH is '" + path + "'");
		return new ExternalTool(program);
	}

	/**
	 * Runs it until it ends.
	 * @param directory where it runs
	 * @param input what it reads from its standard input
	 * @param arguments its arguments
	 * @return how it ended and what it wrote
	 */
	Result run(Path directory, String input, List<String> arguments) {
		List<String> command = new ArrayList<>(List.of(this.program.toString()));
		command.addAll(arguments);
		try {
			return run(directory, input, command.toArray(String[]::new));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Unable to run " + command, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while running " + command, ex);
		}
	}

	private static Result run(Path directory, String input, String[] command) throws IOException, InterruptedException {
		Path in = Files.writeString(Files.createTempFile(directory, "in", ".txt"), input);
		Path out = Files.createTempFile(directory, "out", ".txt");
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
			.redirectInput(in.toFile())
			.redirectErrorStream(true)
			.redirectOutput(out.toFile());
		builder.environment().keySet().retainAll(List.of("PATH", "SystemRoot"));
		builder.environment().put("HOME", directory.toString());
		builder.environment().put("LC_ALL", "C");
		Process process = builder.start();
		try {
			if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
				throw new IOException("It did not end within " + LIMIT_SECONDS + " seconds, but wrote: " + read(out));
			}
			return new Result(process.exitValue(), read(out));
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String read(Path file) throws IOException {
		return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
	}

	/**
	 * How a program ended.
	 *
	 * @param exitCode zero if it found that all is well
	 * @param output what it wrote, errors included
	 */
	record Result(int exitCode, String output) {

	}

}
