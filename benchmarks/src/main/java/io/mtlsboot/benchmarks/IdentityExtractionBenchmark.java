package io.mtlsboot.benchmarks;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
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
import org.openjdk.jmh.infra.Blackhole;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.security.web.authentication.preauth.x509.SubjectX500PrincipalExtractor;
import org.springframework.security.web.authentication.preauth.x509.X509PrincipalExtractor;

/**
 * What it costs to find out who a certificate says it is, for a certificate that nobody
 * has looked at yet: by each type of name, beside what {@code http.x509()} does with the
 * same certificate.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class IdentityExtractionBenchmark {

	private static final int CERTIFICATES = 100;

	private final X509Certificate caller = DevCa.create("shop.example")
		.issue((leaf) -> leaf.subject("CN=web,OU=shop,O=Example")
			.spiffeId("spiffe://shop.example/web")
			.dns("web.shop.example")
			.purposes(Purpose.CLIENT_AUTH))
		.certificate();

	private final IdentityExtractor bySpiffeId = IdentityExtractor.inOrder(List.of(IdentityType.SPIFFE_ID));

	private final IdentityExtractor byDns = IdentityExtractor.inOrder(List.of(IdentityType.DNS));

	private final IdentityExtractor byCommonName = IdentityExtractor.inOrder(List.of(IdentityType.COMMON_NAME));

	private final X509PrincipalExtractor byX509 = new SubjectX500PrincipalExtractor();

	private final X509PrincipalExtractor byRegex = regex();

	private final List<X509Certificate> certificates = new ArrayList<>();

	// What x509().subjectPrincipalRegex(…) sets, and before Spring Security 7 x509()
	// alone
	@SuppressWarnings("deprecation")
	private static X509PrincipalExtractor regex() {
		return new org.springframework.security.web.authentication.preauth.x509.SubjectDnX509PrincipalExtractor();
	}

	/**
	 * Leaves the log of Spring Security as quiet as it is in an application.
	 */
	@Setup
	public void quiet() {
		LoggingSystem.get(IdentityExtractionBenchmark.class.getClassLoader())
			.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
	}

	/**
	 * Parses certificates that nobody has looked at.
	 * @throws GeneralSecurityException if they cannot be parsed
	 */
	@Setup(Level.Invocation)
	public void parse() throws GeneralSecurityException {
		this.certificates.clear();
		for (int i = 0; i < CERTIFICATES; i++) {
			this.certificates.add(FreshCertificates.of(this.caller));
		}
	}

	/**
	 * The SPIFFE ID.
	 * @param blackhole takes the identities
	 */
	@Benchmark
	@OperationsPerInvocation(CERTIFICATES)
	public void spiffeId(Blackhole blackhole) {
		extract(this.bySpiffeId, blackhole);
	}

	/**
	 * The host name.
	 * @param blackhole takes the identities
	 */
	@Benchmark
	@OperationsPerInvocation(CERTIFICATES)
	public void dns(Blackhole blackhole) {
		extract(this.byDns, blackhole);
	}

	/**
	 * The common name.
	 * @param blackhole takes the identities
	 */
	@Benchmark
	@OperationsPerInvocation(CERTIFICATES)
	public void commonName(Blackhole blackhole) {
		extract(this.byCommonName, blackhole);
	}

	/**
	 * What {@code http.x509()} does: the common name.
	 * @param blackhole takes the names
	 */
	@Benchmark
	@OperationsPerInvocation(CERTIFICATES)
	public void x509(Blackhole blackhole) {
		extractPrincipal(this.byX509, blackhole);
	}

	/**
	 * What {@code http.x509()} does with a regular expression over the subject.
	 * @param blackhole takes the names
	 */
	@Benchmark
	@OperationsPerInvocation(CERTIFICATES)
	public void x509Regex(Blackhole blackhole) {
		extractPrincipal(this.byRegex, blackhole);
	}

	private void extract(IdentityExtractor extractor, Blackhole blackhole) {
		for (X509Certificate certificate : this.certificates) {
			blackhole.consume(extractor.extract(certificate));
		}
	}

	private void extractPrincipal(X509PrincipalExtractor extractor, Blackhole blackhole) {
		for (X509Certificate certificate : this.certificates) {
			blackhole.consume(extractor.extractPrincipal(certificate));
		}
	}

}
