package io.mtlsboot.benchmarks.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.mtlsboot.benchmarks.process.ChildProcess;
import io.mtlsboot.benchmarks.process.Jdk;
import io.mtlsboot.benchmarks.process.Launch;
import org.jspecify.annotations.Nullable;

/**
 * A client that can be compared.
 *
 * @param id its name in options and results
 * @param title what it is
 * @param jdkVersion the JDK it needs
 * @param jdk that JDK, if it is there
 * @param application what it runs
 * @param source where its TLS comes from
 * @param properties further ones
 */
record ClientContestant(String id, String title, int jdkVersion, @Nullable Jdk jdk, Launch.Application application,
		Source source, List<String> properties) {

	/**
	 * Returns why it cannot be started here.
	 * @return what is missing, or nothing
	 */
	Optional<String> missing() {
		return (this.jdk != null) ? Optional.empty() : Optional.of("no JDK " + this.jdkVersion + " in /usr/lib/jvm");
	}

	/**
	 * Starts it and waits until it takes orders.
	 * @param launch where and how
	 * @param url whom it calls
	 * @return the client
	 * @throws IOException with its last words, if it does not come up
	 */
	RunningClient start(Launch launch, String url) throws IOException {
		Path material = launch.material().forCaller(this.id);
		ChildProcess process = launch.start(this.id, (this.jdk != null) ? this.jdk : Jdk.current(), this.application,
				Stream.concat(this.source.properties(material, url).stream(), this.properties.stream()).toList());
		try {
			process.await("READY");
			return new RunningClient(this, process);
		}
		catch (IOException ex) {
			process.close();
			throw ex;
		}
	}

}
