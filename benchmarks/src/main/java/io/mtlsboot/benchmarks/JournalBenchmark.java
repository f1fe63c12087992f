package io.mtlsboot.benchmarks;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.handshake.FailureCause;
import io.mtlsboot.handshake.HandshakeConnection;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeJournal;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the journal costs a refusal: one that is repeated 100,000 times, beside a scan in
 * which each caller has a name and a network of its own, and beside a mere number for
 * each reason and address. Promised to be under two microseconds for the repeated one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class JournalBenchmark {

	private static final int REPEATED = 100_000;

	private static final int SCANNED = 2000;

	private static final String NAME = "scan-0000";

	private final DevCa ca = DevCa.create("shop.example");

	private final List<HandshakeFailure> scan = new ArrayList<>();

	private HandshakeFailure repeated = failure(
			this.ca.issue((leaf) -> leaf.subject("CN=web").spiffeId("spiffe://shop.example/web")).certificate(),
			"10.1.2.3");

	private HandshakeJournal journal = journal();

	/**
	 * Makes up callers. Their signatures are not valid, which nobody looks at here.
	 * @throws GeneralSecurityException if a certificate cannot be read
	 */
	@Setup
	public void callers() throws GeneralSecurityException {
		CertificateFactory factory = CertificateFactory.getInstance("X.509");
		byte[] encoding = this.ca.issue((leaf) -> leaf.subject("CN=" + NAME)).certificate().getEncoded();
		int at = new String(encoding, StandardCharsets.ISO_8859_1).indexOf(NAME);
		for (int i = 0; i < SCANNED; i++) {
			byte[] name = String.format("scan-%04d", i).getBytes(StandardCharsets.ISO_8859_1);
			System.arraycopy(name, 0, encoding, at, name.length);
			X509Certificate caller = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoding));
			this.scan.add(failure(caller, "10." + (i >> 8) + "." + (i & 255) + ".1"));
		}
	}

	/**
	 * Begins with an empty journal.
	 */
	@Setup(Level.Iteration)
	public void empty() {
		this.journal = journal();
	}

	/**
	 * The same refusal, again and again.
	 * @return the journal
	 */
	@Benchmark
	@OperationsPerInvocation(REPEATED)
	public HandshakeJournal repeated() {
		for (int i = 0; i < REPEATED; i++) {
			this.journal.onFailure(this.repeated);
		}
		return this.journal;
	}

	/**
	 * The baseline: how often it was, by reason and address, and nothing else.
	 * @return the numbers
	 */
	@Benchmark
	@OperationsPerInvocation(REPEATED)
	public Map<Counted, Long> baseline() {
		Map<Counted, Long> numbers = new ConcurrentHashMap<>();
		for (int i = 0; i < REPEATED; i++) {
			numbers.merge(Counted.of(this.repeated), 1L, Long::sum);
		}
		return numbers;
	}

	/**
	 * A caller that nobody has seen before, each time.
	 * @return the journal
	 */
	@Benchmark
	@OperationsPerInvocation(SCANNED)
	public HandshakeJournal scan() {
		for (HandshakeFailure failure : this.scan) {
			this.journal.onFailure(failure);
		}
		return this.journal;
	}

	private static HandshakeJournal journal() {
		return new HandshakeJournal(Clock.systemUTC(), IdentityExtractor.inOrder(List.of(IdentityType.values())),
				List.of());
	}

	private static HandshakeFailure failure(X509Certificate caller, String address) {
		return new HandshakeFailure(Instant.now(), HandshakeSide.SERVER, HandshakeConnection.with(8443, address, 50000),
				new FailureCause(RejectionReason.ISSUER_UNKNOWN, "issuer 'CN=other', known: 'CN=ours'",
						Check.PATH.results(), caller),
				List.of(caller), null, Duration.ofMillis(3));
	}

	/**
	 * What is counted.
	 *
	 * @param reason the word for it
	 * @param address where the caller is
	 */
	public record Counted(RejectionReason reason, @Nullable String address) {

		static Counted of(HandshakeFailure failure) {
			return new Counted(failure.cause().reason(), failure.connection().remoteAddress());
		}

	}

}
