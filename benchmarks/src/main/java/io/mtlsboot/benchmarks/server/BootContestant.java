package io.mtlsboot.benchmarks.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.mtlsboot.benchmarks.process.ChildProcess;
import io.mtlsboot.benchmarks.process.Jdk;
import io.mtlsboot.benchmarks.process.Launch;
import io.mtlsboot.benchmarks.process.Material;
import io.mtlsboot.benchmarks.process.PemBundle;
import org.jspecify.annotations.Nullable;

/**
 * A service with Spring Boot.
 *
 * @param id its name
 * @param title what it is
 * @param jdkVersion the JDK it needs
 * @param jdk that JDK, if it is there
 * @param application what it runs
 * @param security where its TLS and its callers come from
 * @param properties further ones
 */
record BootContestant(String id, String title, int jdkVersion, @Nullable Jdk jdk, Launch.Application application,
		Security security, List<String> properties) implements Contestant {

	@Override
	public Optional<String> missing() {
		return (this.jdk != null) ? Optional.empty() : Optional.of("no JDK " + this.jdkVersion + " in /usr/lib/jvm");
	}

	@Override
	public boolean supports(Mode mode) {
		return switch (mode) {
			case ROTATION -> this.security == Security.STARTER || this.security == Security.BUNDLE;
			case FULL12, RESUMED13, RESUMED12 -> speaksTls();
			default -> true;
		};
	}

	@Override
	public boolean isJvm() {
		return true;
	}

	@Override
	public boolean speaksTls() {
		return this.security != Security.NONE;
	}

	@Override
	public boolean greetsByName() {
		return !this.application.mainClass().endsWith("PlainService");
	}

	@Override
	public RunningServer start(Launch launch) throws IOException {
		Path material = launch.material().forServer(this.id);
		ChildProcess process = launch.start(this.id, (this.jdk != null) ? this.jdk : Jdk.current(), this.application,
				allProperties(material));
		try {
			int port = Integer.parseInt(process.await("LISTENING "));
			return new RunningServer(this, port, List.of(process), List.of(), material);
		}
		catch (IOException ex) {
			process.close();
			throw ex;
		}
	}

	/**
	 * Returns the same as it is delivered.
	 * @param directory where jars may be written
	 * @return without directories of classes
	 */
	BootContestant inJars(Path directory) throws IOException {
		return new BootContestant(this.id, this.title, this.jdkVersion, this.jdk,
				new Launch.Application(this.application.mainClass(), this.application.classPath().inJars(directory)),
				this.security, this.properties);
	}

	private List<String> allProperties(Path material) {
		return Stream.of(Launch.SERVER, this.security.properties(material), this.properties)
			.flatMap(List::stream)
			.toList();
	}

	/**
	 * Where TLS comes from.
	 */
	enum Security {

		/** Our starter. */
		STARTER {
			@Override
			List<String> properties(Path material) {
				return List.of("mtls.identity.certificate=" + material.resolve("tls.crt"),
						"mtls.identity.private-key=" + material.resolve("tls.key"),
						"mtls.trust.anchors=" + material.resolve("ca.crt"),
						"mtls.security.roles.greeted=" + Material.CALLER_ID, "mtls.rotation.quiet-period=200ms");
			}
		},

		/** What Boot has. */
		BUNDLE {
			@Override
			List<String> properties(Path material) {
				List<String> properties = new ArrayList<>(new PemBundle("server", material).forServer());
				properties.addAll(List.of("spring.ssl.bundle.pem.server.reload-on-update=true",
						"spring.ssl.bundle.watch.file.quiet-period=200ms"));
				return properties;
			}
		},

		/** Plain HTTP. */
		NONE {
			@Override
			List<String> properties(Path material) {
				return List.of();
			}
		};

		abstract List<String> properties(Path material);

	}

}
