package io.mtlsboot.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.benchmarks.process.ChildProcess;
import io.mtlsboot.benchmarks.process.Launch;
import org.jspecify.annotations.Nullable;

/**
 * A server of others that takes part where it is installed.
 *
 * @param id its name
 * @param title what it is
 * @param kind which program it is, and how it is told what to do
 * @param program its file, if it is installed
 * @param backend what it forwards to, or nothing if it answers itself
 */
record InstalledContestant(String id, String title, InstalledServer kind, @Nullable Path program,
		@Nullable Contestant backend) implements Contestant {

	private static final int PATIENCE_SECONDS = 20;

	@Override
	public Optional<String> missing() {
		if (this.program == null) {
			return Optional.of(this.kind.command() + " is not installed");
		}
		return (this.backend != null) ? this.backend.missing() : Optional.empty();
	}

	@Override
	public boolean supports(Mode mode) {
		return mode != Mode.ROTATION;
	}

	@Override
	public boolean greetsByName() {
		return this.backend == null;
	}

	@Override
	public boolean hasBackend() {
		return this.backend != null;
	}

	@Override
	public RunningServer start(Launch launch) throws IOException {
		if (this.backend == null) {
			return start(launch, 0, List.of());
		}
		RunningServer behind = this.backend.start(launch.inDirectory(this.id));
		try {
			return start(launch, behind.port(), behind.processes());
		}
		catch (IOException ex) {
			behind.close();
			throw ex;
		}
	}

	private RunningServer start(Launch launch, int backendPort, List<ChildProcess> backends) throws IOException {
		Path material = launch.material().forServer(this.id);
		int port = freePort();
		Path configuration = material.resolve("configuration");
		Files.writeString(configuration, this.kind.configuration(material, port, backendPort));
		ChildProcess process = ChildProcess.start(launch.pin(),
				this.kind.command(String.valueOf(this.program), configuration), launch.log(this.id));
		try {
			awaitPort(process, port);
			return new RunningServer(this, port, List.of(process), backends, material);
		}
		catch (IOException ex) {
			process.close();
			throw ex;
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static void awaitPort(ChildProcess process, int port) throws IOException {
		long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		while (System.nanoTime() - limit < 0) {
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
				return;
			}
			catch (IOException ex) {
				process.requireRunning();
				ChildProcess.pause();
			}
		}
		throw new IOException("does not listen on port " + port + " after " + PATIENCE_SECONDS + " s");
	}

}
