package io.mtlsboot.benchmarks.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

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

	// The input ends however the runner ends. Each line of it asks what is in the heap
	private static void endWithTheRunner() {
		Thread watch = new Thread(() -> {
			try (BufferedReader questions = new BufferedReader(
					new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
				String question;
				while ((question = questions.readLine()) != null) {
					System.out.println("HEAP " + question + " " + heap());
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

	private static long heap() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

}
