package io.mtlsboot.benchmarks;

import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import javax.net.ssl.SSLException;

/**
 * Prints the CPU time that the server's side of a mutual handshake takes, of each kind of
 * server beside the JDK's own context. The kinds take turns, so that whatever else the
 * machine does falls upon all of them.
 */
public final class HandshakeCpu {

	private static final int WARMUP = 4;

	private final String version;

	private final boolean resumed;

	private final List<Contestant> contestants = new ArrayList<>();

	private HandshakeCpu(String version, boolean resumed) {
		this.version = version;
		this.resumed = resumed;
	}

	public static void main(String[] args) throws GeneralSecurityException, SSLException {
		int rounds = (args.length > 0) ? Integer.parseInt(args[0]) : 9;
		int handshakes = (args.length > 1) ? Integer.parseInt(args[1]) : 500;
		System.out.printf("JDK %s, medians of %d rounds of %d handshakes%n%n", Runtime.version(), rounds, handshakes);
		System.out.println("| server | handshake | µs of CPU | ratio |");
		System.out.println("|---|---|---|---|");
		for (boolean resumed : new boolean[] { false, true }) {
			for (String version : List.of("TLSv1.3", "TLSv1.2")) {
				new HandshakeCpu(version, resumed).run(rounds, handshakes, System.out);
			}
		}
	}

	private void run(int rounds, int handshakes, PrintStream out) throws GeneralSecurityException, SSLException {
		for (HandshakeServer server : HandshakeServer.values()) {
			try {
				this.contestants.add(new Contestant(server, HandshakePeers.create(server, this.version)));
			}
			catch (GeneralSecurityException ex) {
				System.err.println(server + ": " + ex.getMessage());
			}
		}
		for (int i = -WARMUP; i < rounds; i++) {
			for (Contestant contestant : this.contestants) {
				contestant.round(handshakes, this.resumed, i >= 0);
			}
		}
		double baseline = this.contestants.get(0).median();
		for (Contestant contestant : this.contestants) {
			out.printf(Locale.ROOT, "| %s | %s %s | %.0f | %.2f |%n", contestant.server,
					this.resumed ? "resumed" : "full", this.version, contestant.median(),
					contestant.median() / baseline);
			contestant.peers.close();
		}
	}

	/**
	 * A server and what it has spent.
	 *
	 * @param server its kind
	 * @param peers the server with its client
	 * @param micros what a handshake took in each round
	 */
	private record Contestant(HandshakeServer server, HandshakePeers peers, List<Double> micros) {

		Contestant(HandshakeServer server, HandshakePeers peers) {
			this(server, peers, new ArrayList<>());
		}

		void round(int handshakes, boolean resumed, boolean counts) throws SSLException {
			this.peers.takeServerNanos();
			for (int i = 0; i < handshakes; i++) {
				this.peers.shakeHands(resumed);
			}
			if (counts) {
				this.micros.add(this.peers.takeServerNanos() / 1000.0 / handshakes);
			}
		}

		double median() {
			List<Double> sorted = new ArrayList<>(this.micros);
			sorted.sort(Comparator.naturalOrder());
			return sorted.get(sorted.size() / 2);
		}

	}

}
