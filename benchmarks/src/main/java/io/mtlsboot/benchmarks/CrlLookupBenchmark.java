package io.mtlsboot.benchmarks;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.revocation.RevocationList;
import io.mtlsboot.revocation.RevokedEntry;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to look a certificate up on a CRL, beside the object of the JDK: one that
 * is revoked and one that is not, each time another one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class CrlLookupBenchmark {

	private static final int SAMPLES = 1024;

	/** How many entries the CRL has. */
	@Param({ "1000", "100000", "1000000" })
	public int entries;

	private @Nullable RevocationList ours;

	private @Nullable X509CRL jdks;

	private final BigInteger[] revoked = new BigInteger[SAMPLES];

	private final BigInteger[] good = new BigInteger[SAMPLES];

	private int next;

	/**
	 * Loads both.
	 * @throws GeneralSecurityException if one of them cannot be loaded
	 */
	@Setup
	public void load() throws GeneralSecurityException {
		byte[] der = new GeneratedCrl(this.entries).der();
		this.ours = GeneratedCrl.ours(der);
		this.jdks = GeneratedCrl.jdks(der);
		for (int i = 0; i < SAMPLES; i++) {
			this.revoked[i] = GeneratedCrl.serial((long) this.entries * i / SAMPLES);
			this.good[i] = GeneratedCrl.serial(this.entries + (long) i);
		}
	}

	private BigInteger next(BigInteger[] serials) {
		return serials[this.next++ & (SAMPLES - 1)];
	}

	/**
	 * A certificate that is revoked, in our list.
	 * @return what is found
	 */
	@Benchmark
	public Optional<RevokedEntry> hit() {
		return ours().find(GeneratedCrl.ISSUER, next(this.revoked));
	}

	/**
	 * A certificate that is not revoked, in our list.
	 * @return nothing
	 */
	@Benchmark
	public Optional<RevokedEntry> miss() {
		return ours().find(GeneratedCrl.ISSUER, next(this.good));
	}

	/**
	 * A certificate that is revoked, in the JDK's object.
	 * @return what is found
	 */
	@Benchmark
	public @Nullable X509CRLEntry hitOfJdk() {
		return jdks().getRevokedCertificate(next(this.revoked));
	}

	/**
	 * A certificate that is not revoked, in the JDK's object.
	 * @return nothing
	 */
	@Benchmark
	public @Nullable X509CRLEntry missOfJdk() {
		return jdks().getRevokedCertificate(next(this.good));
	}

	private RevocationList ours() {
		if (this.ours == null) {
			throw new IllegalStateException("Not loaded");
		}
		return this.ours;
	}

	private X509CRL jdks() {
		if (this.jdks == null) {
			throw new IllegalStateException("Not loaded");
		}
		return this.jdks;
	}

}
