package io.mtlsboot.devca;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class DevCaDirectoryTests {

	private static final String TRUST_DOMAIN = "shop.example";

	@TempDir
	Path temporary;

	private Path directory;

	@BeforeEach
	void setUp() {
		this.directory = this.temporary.resolve("home/.mtls-dev-ca");
	}

	@Test
	void verifyWhenCreatedThenOpensAsTheSameCa() throws Exception {
		DevCaDirectory created = open();
		DevCaDirectory opened = open();
		assertThat(opened.rootCertificate()).isEqualTo(created.rootCertificate());
		assertThat(DevCaDirectory.open(this.directory).trustDomain()).isEqualTo(TRUST_DOMAIN);
		assertThat(PemReader.certificates(opened.anchorsFile())).containsExactly(created.rootCertificate());
		IssuedCertificate web = opened.issueClient((spec) -> spec.subject("CN=web"));
		IssuedCertificate orders = opened.issueServer((spec) -> spec.dns("localhost"));
		for (IssuedCertificate issued : List.of(web, orders)) {
			assertThat(issued.chain()).hasSize(2);
			issued.chain().get(0).verify(issued.chain().get(1).getPublicKey());
			issued.chain().get(1).verify(created.rootCertificate().getPublicKey());
		}
	}

	@Test
	void verifyWhenCreatedThenPrivate() throws Exception {
		assumePermissions();
		open().issueClient((spec) -> spec.subject("CN=web"));
		assertThat(permissions(this.directory)).isEqualTo("rwx------");
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files.filter((file) -> file.toString().endsWith(".key"))).hasSize(3)
				.allSatisfy((file) -> assertThat(permissions(file)).isEqualTo("rw-------"));
		}
		try (Stream<Path> siblings = Files.list(this.directory.getParent())) {
			assertThat(siblings).containsExactly(this.directory);
		}
	}

	@Test
	void verifyWhenDirectoryIsEmptyThenCreatedInIt() throws Exception {
		Files.createDirectories(this.directory);
		assertThat(open().path()).isEqualTo(this.directory.toRealPath());
	}

	@Test
	void verifyWhenDirectoryIsLinkedThenCreatedBehindIt() throws Exception {
		Path real = Files.createDirectory(this.temporary.resolve("real"));
		Path link = Files.createSymbolicLink(this.temporary.resolve("link"), real);
		assertThat(DevCaDirectory.openOrCreate(link, TRUST_DOMAIN).path()).isEqualTo(real.toRealPath());
		assertThat(Files.isSymbolicLink(link)).isTrue();
	}

	@Test
	void verifyWhenThreadsCreateAtTheSameTimeThenOneCa() throws Exception {
		int threads = 8;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			CountDownLatch start = new CountDownLatch(1);
			List<Future<X509Certificate>> roots = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				roots.add(executor.submit(() -> {
					start.await();
					DevCaDirectory opened = open();
					opened.issueServer((spec) -> spec.dns("localhost"));
					return opened.rootCertificate();
				}));
			}
			start.countDown();
			Set<X509Certificate> distinct = new HashSet<>();
			for (Future<X509Certificate> root : roots) {
				distinct.add(root.get(60, TimeUnit.SECONDS));
			}
			assertThat(distinct).hasSize(1);
			assertThat(open().issued()).hasSize(threads);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void verifyWhenProcessesCreateAtTheSameTimeThenOneCa() throws Exception {
		List<Process> processes = new ArrayList<>();
		try {
			for (int i = 0; i < 3; i++) {
				processes.add(startOther(this.directory, i));
			}
			for (Process process : processes) {
				assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
				assertThat(process.exitValue()).isZero();
			}
		}
		finally {
			processes.forEach(Process::destroyForcibly);
		}
		List<X509Certificate> roots = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			roots.addAll(PemReader.certificates(this.temporary.resolve("root-" + i + ".crt")));
		}
		assertThat(roots).hasSize(3).allMatch(open().rootCertificate()::equals);
		assertThat(open().issued()).hasSize(3 * CreatingProcess.ISSUED);
	}

	@Test
	void verifyWhenIssuedThenListedUntilExpired() {
		Instant now = Instant.now();
		DevCaDirectory ca = open();
		IssuedCertificate web = ca.issueClient((spec) -> spec.subject("CN=web\\0Ax").validFor(Duration.ofHours(1)));
		IssuedCertificate both = ca.issue((spec) -> spec.subject("CN=both"));
		assertThat(open().issued()).extracting(IndexEntry::serial, IndexEntry::issuer, IndexEntry::revokedAt)
			.containsExactly(tuple(web, "client-ca"), tuple(both, "root"));
		assertThat(ca.issued().get(0).subject()).doesNotContain("\n").startsWith("CN=web");
		DevCaDirectory later = DevCaDirectory.openOrCreate(this.directory, TRUST_DOMAIN,
				Clock.fixed(now.plus(Duration.ofHours(3)), ZoneOffset.UTC));
		later.crl();
		later.issueServer((spec) -> spec.subject("CN=orders"));
		assertThat(later.issued()).extracting(IndexEntry::issuer).containsExactly("root", "server-ca");
	}

	@Test
	void verifyWhenIssuerIsAnotherThenNotListed() {
		DevCaDirectory ca = open();
		ca.issue((spec) -> spec.selfSigned());
		ca.issue((spec) -> spec.issuer(DevCa.create(TRUST_DOMAIN).clientIssuer()));
		assertThat(ca.issued()).isEmpty();
	}

	@Test
	void verifyWhenRevokedThenInListOfItsIssuerAlone() {
		DevCaDirectory ca = open();
		X509Certificate web = ca.issueClient((spec) -> spec.subject("CN=web")).certificate();
		X509Certificate other = ca.issueClient((spec) -> spec.subject("CN=other")).certificate();
		ca.revoke(web.getSerialNumber());
		ca.revoke(web.getSerialNumber());
		List<X509CRL> crls = open().crl();
		assertThat(crls).extracting((crl) -> crl.getIssuerX500Principal().getName())
			.containsExactly("CN=shop.example dev root", "CN=shop.example dev server CA",
					"CN=shop.example dev client CA");
		assertThat(crls.get(2).isRevoked(web)).isTrue();
		assertThat(crls.get(2).isRevoked(other)).isFalse();
		assertThat(crls.get(0).getRevokedCertificates()).isNull();
		assertThat(crls.get(1).getRevokedCertificates()).isNull();
		assertThat(ca.crlFile()).content().contains("BEGIN X509 CRL");
	}

	@Test
	void verifyWhenUnknownIsRevokedThenRefused() {
		DevCaDirectory ca = open();
		assertThatExceptionOfType(DevCaException.class).isThrownBy(() -> ca.revoke(BigInteger.valueOf(255)))
			.withMessageContaining("'ff'")
			.withMessageContaining("index.txt");
	}

	@ParameterizedTest
	@ValueSource(strings = { "root.key", "server-ca.key", "client-ca.key" })
	void verifyWhenKeyIsOpenToOthersThenRefused(String name) throws Exception {
		assumePermissions();
		open();
		Files.setPosixFilePermissions(this.directory.resolve(name), PosixFilePermissions.fromString("rw-r-----"));
		assertRefused("'rw-r-----'", name, "delete the directory");
	}

	@Test
	void verifyWhenDirectoryIsOpenToOthersThenRefused() throws Exception {
		assumePermissions();
		open();
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxrwxrwx"));
		assertRefused("'rwxrwxrwx'", "'rwx------'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "root.crt", "root.key", "server-ca.crt", "server-ca.key", "client-ca.crt", "client-ca.key",
			"ca.crt", "lock" })
	void verifyWhenFileIsMissingThenRefused(String name) throws Exception {
		open();
		Files.delete(this.directory.resolve(name));
		assertRefused("'" + name + "' is missing", this.directory.toString(), "Delete the directory");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "root.crt", "root.key", "server-ca.crt", "server-ca.key", "client-ca.crt", "client-ca.key" })
	void verifyWhenFileIsTruncatedThenRefused(String name) throws Exception {
		open();
		Path file = this.directory.resolve(name);
		String content = Files.readString(file);
		Files.writeString(file, content.substring(0, content.length() / 2));
		assertRefused("cannot be read", this.directory.toString(), "Delete the directory");
	}

	@Test
	void verifyWhenKeyIsOfAnotherThenRefused() throws Exception {
		open();
		Files.writeString(this.directory.resolve("root.key"),
				Files.readString(this.directory.resolve("client-ca.key")));
		assertRefused("'root.key' is not the key of 'root.crt'");
	}

	@Test
	void verifyWhenIntermediateIsOfAnotherCaThenRefused() {
		open();
		DevCa.create(TRUST_DOMAIN).clientIssuer().withoutIntermediates().writePem(this.directory, "client-ca");
		assertRefused("'CN=shop.example dev client CA' is not signed by its root");
	}

	@Test
	void verifyWhenAnchorsAreOthersThenRefused() throws Exception {
		open();
		Files.writeString(this.directory.resolve("ca.crt"), DevCa.create(TRUST_DOMAIN).root().certificatePem());
		assertRefused("'ca.crt' does not hold exactly the root");
	}

	@Test
	void verifyWhenExpiredThenRefusedAndNamesDirectoryToDelete() {
		DevCaDirectory.openOrCreate(this.directory, TRUST_DOMAIN,
				Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC));
		assertRefused("'root.crt' expired at 2020-12-31T00:00:00Z", this.directory.toString(), "Delete the directory");
	}

	@Test
	void verifyWhenTrustDomainIsAnotherThenRefused() {
		open();
		assertThatExceptionOfType(DevCaException.class)
			.isThrownBy(() -> DevCaDirectory.openOrCreate(this.directory, "other.example"))
			.withMessageContainingAll("'other.example'", "'shop.example'", "another directory");
	}

	@Test
	void verifyWhenDirectoryHoldsSomethingElseThenRefusedAndUntouched() throws Exception {
		Files.createDirectories(this.directory);
		Files.writeString(this.directory.resolve("letter.txt"), "dear");
		assertThatExceptionOfType(DevCaException.class).isThrownBy(this::open)
			.withMessageContaining("new or empty one")
			.withMessageNotContaining("elete");
		assertThat(this.directory.resolve("letter.txt")).hasContent("dear");
	}

	@Test
	void verifyWhenPathIsFileThenRefused() throws Exception {
		Files.createDirectories(this.directory.getParent());
		Files.writeString(this.directory, "x");
		assertRefused("expected a directory");
	}

	@Test
	void verifyWhenIndexIsBrokenThenRefused() throws Exception {
		DevCaDirectory ca = open();
		Files.writeString(this.directory.resolve("index.txt"), "nonsense\n");
		assertThatExceptionOfType(DevCaException.class).isThrownBy(ca::issued).withMessageContaining("index.txt");
	}

	@Test
	void verifyWhenMissingThenNotOpened() {
		assertThatExceptionOfType(DevCaException.class).isThrownBy(() -> DevCaDirectory.open(this.directory))
			.withMessageContaining(this.directory.toString());
		assertThat(this.directory).doesNotExist();
	}

	private DevCaDirectory open() {
		return DevCaDirectory.openOrCreate(this.directory, TRUST_DOMAIN);
	}

	private void assertRefused(String... expected) {
		assertThatExceptionOfType(DevCaException.class).isThrownBy(this::open).withMessageContainingAll(expected);
	}

	private static Tuple tuple(IssuedCertificate issued, String issuer) {
		return Tuple.tuple(issued.certificate().getSerialNumber(), issuer, null);
	}

	private Process startOther(Path shared, int number) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), CreatingProcess.class.getName(), shared.toString(), TRUST_DOMAIN,
				this.temporary.resolve("root-" + number + ".crt").toString())
			.redirectErrorStream(true)
			.redirectOutput(this.temporary.resolve("process-" + number + ".log").toFile())
			.start();
	}

	private void assumePermissions() {
		assumeTrue(SafeFiles.isPosix(this.temporary), "The file system has no permissions");
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

}
