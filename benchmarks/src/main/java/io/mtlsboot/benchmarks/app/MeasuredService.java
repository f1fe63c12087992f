package io.mtlsboot.benchmarks.app;

import java.io.IOException;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Starts a service that tells its runner where it listens, and ends with it.
 */
final class MeasuredService {

	private MeasuredService() {
	}

	static void run(Class<?> application, String[] args) {
		endWithTheRunner();
		SpringApplication service = new SpringApplication(application);
		service.addListeners((ApplicationListener<WebServerInitializedEvent>) (event) -> System.out
			.println("LISTENING " + event.getWebServer().getPort()));
		service.run(args);
	}

	// Nothing is sent, but the input ends however the runner ends
	private static void endWithTheRunner() {
		Thread watch = new Thread(() -> {
			try {
				while (System.in.read() >= 0) {
					Thread.onSpinWait();
				}
			}
			catch (IOException ex) {
				// The same as its end
			}
			Runtime.getRuntime().halt(0);
		}, "runner-watch");
		watch.setDaemon(true);
		watch.start();
	}

}
