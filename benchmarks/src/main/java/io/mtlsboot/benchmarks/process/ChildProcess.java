package io.mtlsboot.benchmarks.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A process that ends with this JVM at the latest, with all that it started.
 */
public final class ChildProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Process process;

	private final Path log;

	private final Thread killer = new Thread(this::kill);

	private ChildProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
		Runtime.getRuntime().addShutdownHook(this.killer);
	}

	/**
	 * Starts a command.
	 * @param pin how it begins
	 * @param command its words
	 * @param log where its output goes
	 * @return its process
	 * @throws IOException if there is none
	 */
	public static ChildProcess start(List<String> pin, List<String> command, Path log) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(Stream.concat(pin.stream(), command.stream()).toList());
		builder.redirectErrorStream(true).redirectOutput(log.toFile());
		return new ChildProcess(builder.start(), log);
	}

	public long pid() {
		return this.process.pid();
	}

	/**
	 * Waits a minute for a line of its output.
	 * @param prefix how the line begins
	 * @return what follows
	 * @throws IOException with its last words, if it ends before
	 */
	public String await(String prefix) throws IOException {
		return await(prefix, PATIENCE);
	}

	/**
	 * Waits for a line of its output.
	 * @param prefix how the line begins
	 * @param patience how long
	 * @return what follows
	 * @throws IOException with its last words, if it ends before
	 */
	public String await(String prefix, Duration patience) throws IOException {
		long limit = System.nanoTime() + patience.toNanos();
		while (System.nanoTime() - limit < 0) {
			Optional<String> line = lines().filter((candidate) -> candidate.startsWith(prefix)).findFirst();
			if (line.isPresent()) {
				return line.get().substring(prefix.length()).trim();
			}
			requireRunning();
			pause();
		}
		throw new IOException(
				"said nothing of '" + prefix + "' within " + patience.toSeconds() + " s; see " + this.log);
	}

	/**
	 * Fails if it has ended.
	 * @throws IOException with its last words
	 */
	public void requireRunning() throws IOException {
		if (!this.process.isAlive()) {
			throw new IOException("ended with " + this.process.exitValue() + ": " + lastWords());
		}
	}

	/**
	 * Sends a line to its standard input.
	 * @param line without its end
	 * @throws IOException if it does not listen
	 */
	public void tell(String line) throws IOException {
		this.process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
		this.process.getOutputStream().flush();
	}

	/**
	 * Ends its standard input, and waits a minute for it to end, too.
	 * @throws IOException if it does not
	 */
	public void finish() throws IOException {
		this.process.getOutputStream().close();
		try {
			this.process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new IOException("did not end within " + PATIENCE.toSeconds() + " s; see " + this.log, ex);
		}
	}

	public static void pause() {
		pause(20);
	}

	public static void pause(long millis) {
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		kill();
		Runtime.getRuntime().removeShutdownHook(this.killer);
	}

	private void kill() {
		// What a killed master leaves behind would go on
		List<ProcessHandle> started = this.process.descendants().toList();
		this.process.destroyForcibly();
		started.forEach(ProcessHandle::destroyForcibly);
		this.process.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally((ex) -> this.process).join();
	}

	// What failed, of a failure analysis or a stack trace
	private String lastWords() throws IOException {
		List<String> lines = lines().filter((line) -> !line.isBlank())
			.filter((line) -> !line.startsWith("\tat ") && !line.contains(" INFO "))
			.toList();
		String words = String.join(" | ", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
		return words.substring(0, Math.min(words.length(), 600));
	}

	private Stream<String> lines() throws IOException {
		return Files.exists(this.log) ? Files.readString(this.log).lines() : Stream.of();
	}

}
