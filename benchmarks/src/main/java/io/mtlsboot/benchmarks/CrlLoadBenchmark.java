package io.mtlsboot.benchmarks;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.revocation.RevocationList;
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
 * What it costs to load a CRL from its encoding, beside the object of the JDK.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class CrlLoadBenchmark {

	/** How many entries the CRL has. */
	@Param({ "1000", "100000", "1000000" })
	public int entries;

	private byte[] der = {};

	/**
	 * Writes the CRL.
	 */
	@Setup
	public void write() {
		this.der = new GeneratedCrl(this.entries).der();
	}

	/**
	 * Loads our list.
	 * @return the list
	 * @throws GeneralSecurityException if it cannot be loaded
	 */
	@Benchmark
	public RevocationList load() throws GeneralSecurityException {
		return GeneratedCrl.ours(this.der);
	}

	/**
	 * Loads the JDK's object.
	 * @return the object
	 * @throws GeneralSecurityException if it cannot be loaded
	 */
	@Benchmark
	public X509CRL loadOfJdk() throws GeneralSecurityException {
		return GeneratedCrl.jdks(this.der);
	}

}
