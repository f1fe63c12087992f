package io.mtlsboot.benchmarks.call;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/**
 * Starts an application without a web server, which reads {@link CallOrder orders} from
 * its standard input and writes a {@link CallResult result} for each to its standard
 * output, until the input ends.
 */
final class CallingApplication {

	private CallingApplication() {
	}

	static void run(Class<?> application, String[] args) {
		SpringApplication caller = new SpringApplication(application);
		caller.setWebApplicationType(WebApplicationType.NONE);
		Calls calls = caller.run(args).getBean(Calls.class);
		System.out.println("READY");
		try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			String line;
			while ((line = orders.readLine()) != null) {
				CallOrder order = CallOrder.parse(line);
				System.out.println("RESULT " + order.number() + " " + new CallTally(order).measure(calls).line());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			// Whatever threads a client has
			Runtime.getRuntime().halt(0);
		}
	}

}
