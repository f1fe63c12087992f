package io.mtlsboot.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a process is started.
 *
 * @param directory where it may write
 * @param material whose certificates it has
 * @param pin how its command begins
 * @param jvmOptions what a JVM is told
 */
public record Launch(Path directory, Material material, List<String> pin, List<String> jvmOptions) {

	/**
	 * What each server with Boot is told: to listen on this machine, and that a
	 * connection has as many requests as come, and time to be idle.
	 */
	public static final List<String> SERVER = List.of("server.address=127.0.0.1", "server.port=0",
			"server.tomcat.max-keep-alive-requests=-1", "server.tomcat.max-connections=20000",
			"server.tomcat.keep-alive-timeout=10m", "server.netty.idle-timeout=10m");

	/**
	 * Returns the same for a server that is started for another.
	 * @param name the other
	 * @return with a directory of its own
	 * @throws IOException if there can be none
	 */
	public Launch inDirectory(String name) throws IOException {
		return new Launch(Files.createDirectories(this.directory.resolve("behind-" + name)), this.material, this.pin,
				this.jvmOptions);
	}

	/**
	 * Returns the same with other options of the JVM.
	 * @param options all of them
	 * @return with these alone
	 */
	public Launch withJvmOptions(String... options) {
		return new Launch(this.directory, this.material, this.pin, List.of(options));
	}

	/**
	 * Returns the same with one more option of the JVM.
	 * @param option the option
	 * @return with those before, too
	 */
	public Launch withJvmOption(String option) {
		return new Launch(this.directory, this.material, this.pin,
				Stream.concat(this.jvmOptions.stream(), Stream.of(option)).toList());
	}

	/**
	 * Returns the same on other cores.
	 * @param cores how a command begins
	 * @return with that beginning
	 */
	public Launch on(List<String> cores) {
		return new Launch(this.directory, this.material, cores, this.jvmOptions);
	}

	/**
	 * Returns where the output of a process goes.
	 * @param name the process
	 * @return a file
	 */
	public Path log(String name) {
		return this.directory.resolve(name + ".log");
	}

	/**
	 * Starts an application with Spring Boot.
	 * @param name what its log is called
	 * @param jdk what runs it
	 * @param application its class and its libraries
	 * @param properties each with its value
	 * @return its process
	 * @throws IOException if there is none
	 */
	public ChildProcess start(String name, Jdk jdk, Application application, List<String> properties)
			throws IOException {
		List<String> command = new ArrayList<>();
		command.add(jdk.java());
		command.addAll(this.jvmOptions);
		command.addAll(List.of("-Djava.io.tmpdir=" + this.directory, "-cp", application.classPath().argument(),
				application.mainClass(), "--spring.main.banner-mode=off", "--logging.level.root=warn"));
		properties.forEach((property) -> command.add("--" + property));
		return ChildProcess.start(this.pin, command, log(name));
	}

	/**
	 * What a JVM runs.
	 *
	 * @param mainClass the class that starts it
	 * @param classPath its libraries
	 */
	public record Application(String mainClass, ClassPath classPath) {
	}

}
