package io.mtlsboot.benchmarks.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.mtlsboot.benchmarks.app.CalleeService;
import io.mtlsboot.benchmarks.process.ChildProcess;
import io.mtlsboot.benchmarks.process.ClassPath;
import io.mtlsboot.benchmarks.process.Fields;
import io.mtlsboot.benchmarks.process.Jdk;
import io.mtlsboot.benchmarks.process.Launch;
import io.mtlsboot.benchmarks.process.Material;
import io.mtlsboot.benchmarks.process.Part;
import io.mtlsboot.benchmarks.process.PemBundle;

/**
 * Whom all clients call.
 *
 * @param process where it runs
 * @param port where it listens
 * @param questions how many it was asked
 */
record Callee(ChildProcess process, int port, AtomicInteger questions) implements AutoCloseable {

	/**
	 * What it answers to a caller with our certificate.
	 */
	static final String GREETING = "hello CN=" + Material.CALLER_NAME;

	static Callee start(Launch launch) throws IOException {
		Path material = launch.material().forServer("callee");
		ChildProcess process = launch.start("callee", Jdk.find(25).orElseGet(Jdk::current),
				new Launch.Application(CalleeService.class.getName(),
						ClassPath.current().with(EnumSet.of(Part.SERVER, Part.TOMCAT))),
				Stream.concat(Launch.SERVER.stream(), new PemBundle("server", material).forServer().stream()).toList());
		try {
			return new Callee(process, Integer.parseInt(process.await("LISTENING ")), new AtomicInteger());
		}
		catch (IOException ex) {
			process.close();
			throw ex;
		}
	}

	String url() {
		return "https://localhost:" + this.port;
	}

	List<Long> pids() {
		return List.of(this.process.pid());
	}

	/**
	 * Asks what it has counted so far.
	 * @return the handshakes of all clients
	 * @throws IOException if it does not say so
	 */
	Handshakes handshakes() throws IOException {
		String question = "q" + this.questions.incrementAndGet();
		this.process.tell(question);
		Fields counted = Fields.parse(this.process.await("HANDSHAKES " + question + " "));
		return new Handshakes(counted.number("connections"), counted.number("full"));
	}

	@Override
	public void close() {
		this.process.close();
	}

}
