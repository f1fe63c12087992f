package io.mtlsboot.benchmarks.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

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
		run(application, args, (question) -> "HEAP " + question + " " + heap());
	}

	/**
	 * Runs one that is asked for something else than its heap.
	 * @param application the service
	 * @param args its arguments
	 * @param answers makes an answer of each line of the input
	 */
	static void run(Class<?> application, String[] args, UnaryOperator<String> answers) {
		endWithTheRunner(answers);
		SpringApplication service = new SpringApplication(application);
		service.addListeners((ApplicationListener<WebServerInitializedEvent>) (event) -> System.out
			.println("LISTENING " + event.getWebServer().getPort()));
		service.run(args);
	}

	// The input ends however the runner ends
	private static void endWithTheRunner(UnaryOperator<String> answers) {
		Thread watch = new Thread(() -> {
			try (BufferedReader questions = new BufferedReader(
					new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
				String question;
				while ((question = questions.readLine()) != null) {
					System.out.println(answers.apply(question));
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
