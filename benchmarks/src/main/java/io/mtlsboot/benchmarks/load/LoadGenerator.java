package io.mtlsboot.benchmarks.load;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@link LoadOrder orders} from its standard input and writes a {@link LoadResult
 * result} for each to its standard output, until the input ends.
 */
public final class LoadGenerator {

	private final Path certificate;

	private final Path key;

	private @Nullable HeldConnections held;

	private LoadGenerator(Path certificate, Path key) {
		this.certificate = certificate;
		this.key = key;
	}

	/**
	 * Runs it.
	 * @param args files with the client's certificate and its key, in PEM
	 * @throws Exception if TLS cannot be set up
	 */
	public static void main(String[] args) throws Exception {
		new LoadGenerator(Path.of(args[0]), Path.of(args[1])).serve();
	}

	private void serve() throws Exception {
		BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		String line;
		while ((line = orders.readLine()) != null) {
			LoadOrder order = LoadOrder.parse(line);
			if (this.held != null) {
				this.held.close();
				this.held = null;
			}
			System.out.println(((order.millis() == 0) ? hold(order) : perform(order)).line());
		}
	}

	private LoadResult hold(LoadOrder order) throws Exception {
		this.held = new HeldConnections(order, context(order));
		return this.held.open();
	}

	private LoadResult perform(LoadOrder order) throws Exception {
		try (TlsContext context = context(order); LoadLoop loop = new LoadLoop(order, context)) {
			return loop.run();
		}
	}

	private @Nullable TlsContext context(LoadOrder order) throws Exception {
		return (order.protocol() == Protocol.PLAIN) ? null
				: new TlsContext(order.protocol(), order.resume(), this.certificate, this.key);
	}

}
