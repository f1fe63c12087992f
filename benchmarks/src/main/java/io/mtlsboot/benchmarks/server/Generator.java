package io.mtlsboot.benchmarks.server;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.benchmarks.load.LoadGenerator;
import io.mtlsboot.benchmarks.load.LoadOrder;
import io.mtlsboot.benchmarks.load.LoadResult;
import io.mtlsboot.benchmarks.process.ClassPath;
import io.mtlsboot.benchmarks.process.Cores;
import io.mtlsboot.benchmarks.process.Jdk;

/**
 * The process of the load generator.
 */
final class Generator implements AutoCloseable {

	private final Process process;

	private final BufferedWriter orders;

	private final BufferedReader results;

	private final Thread killer;

	private Generator(Process process) {
		this.process = process;
		this.orders = process.outputWriter(StandardCharsets.UTF_8);
		this.results = process.inputReader(StandardCharsets.UTF_8);
		this.killer = new Thread(process::destroyForcibly);
		Runtime.getRuntime().addShutdownHook(this.killer);
	}

	static Generator start(Cores cores, ClassPath classPath, Path material) throws IOException {
		List<String> command = new ArrayList<>(cores.calling());
		Jdk jdk = Jdk.find(25).orElseGet(Jdk::current);
		command.addAll(List.of(jdk.java(), "-Xmx256m", "-XX:+UseSerialGC"));
		if (jdk.version() >= 24) {
			// JEP 472: or else it warns
			command.add("--enable-native-access=ALL-UNNAMED");
		}
		command.addAll(List.of("-cp", classPath.argument(), LoadGenerator.class.getName(),
				material.resolve("tls.crt").toString(), material.resolve("tls.key").toString()));
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.redirectError(ProcessBuilder.Redirect.INHERIT);
		return new Generator(builder.start());
	}

	LoadResult perform(LoadOrder order) throws IOException {
		this.orders.write(order.line());
		this.orders.newLine();
		this.orders.flush();
		String line = this.results.readLine();
		if (line == null) {
			throw new IOException("The load generator ended; its standard error says why");
		}
		return LoadResult.parse(line);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		this.process.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally((ex) -> this.process).join();
		Runtime.getRuntime().removeShutdownHook(this.killer);
	}

}
