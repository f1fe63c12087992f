package io.mtlsboot.devca;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A CA whose keys are in a directory, shared by all services of the same user.
 * <p>
 * The directory appears complete or not at all, whoever creates it at the same time;
 * changes are made under a lock that holds between threads and processes. Keys can be
 * read by their owner only, and a directory where that is not so is refused. Safe for use
 * by several threads.
 * <p>
 * Every operation reads or writes files and throws a {@link DevCaException} that names
 * the file if it cannot.
 */
public final class DevCaDirectory {

	private static final String CRL = "crl.pem";

	private final Path path;

	private final DevCa ca;

	private final Clock clock;

	private final DirectoryLock lock;

	private final IssuedIndex index;

	private DevCaDirectory(Path path, DevCa ca, Clock clock) {
		this.path = path;
		this.ca = ca;
		this.clock = clock;
		this.lock = new DirectoryLock(path);
		this.index = new IssuedIndex(path);
	}

	/**
	 * Returns where the current user's CAs are by default, each in a directory of its
	 * own, named like its trust domain.
	 * @return {@code .mtls-dev-ca} in the home directory
	 */
	public static Path defaultParent() {
		return Path.of(System.getProperty("user.home"), ".mtls-dev-ca");
	}

	/**
	 * Returns where the current user's CA for a trust domain is by default.
	 * @param trustDomain for example {@code shop.example}
	 * @return {@code .mtls-dev-ca/shop.example} in the home directory
	 */
	public static Path defaultDirectory(String trustDomain) {
		return defaultParent().resolve(DevCa.requireTrustDomain(trustDomain));
	}

	/**
	 * Opens the CA in a directory, which is created if it does not exist or is empty.
	 * @param directory where it is
	 * @param trustDomain for example {@code shop.example}
	 * @return the CA
	 * @throws DevCaException if the directory is incomplete, open to others, expired or
	 * of another trust domain
	 */
	public static DevCaDirectory openOrCreate(Path directory, String trustDomain) {
		return openOrCreate(directory, trustDomain, Clock.systemUTC());
	}

	static DevCaDirectory openOrCreate(Path directory, String trustDomain, Clock clock) {
		if (NewDirectory.isAbsentOrEmpty(directory)) {
			NewDirectory.create(directory, DevCa.create(trustDomain, clock));
		}
		DevCaDirectory opened = open(directory, clock);
		if (!opened.ca.trustDomain().equals(trustDomain)) {
			throw new DevCaException(
					"Unable to use the dev CA in '" + directory + "' for the trust domain '" + Text.escape(trustDomain)
							+ "': it is for '" + Text.escape(opened.ca.trustDomain()) + "'. Use another directory");
		}
		return opened;
	}

	/**
	 * Opens the CA in a directory, which has to exist.
	 * @param directory where it is
	 * @return the CA
	 * @throws DevCaException if the directory is missing, incomplete, open to others or
	 * expired
	 */
	public static DevCaDirectory open(Path directory) {
		return open(directory, Clock.systemUTC());
	}

	/**
	 * Returns the directory.
	 * @return its real path
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * Returns the file with the trust anchor, in PEM.
	 * @return the path of {@code ca.crt}
	 */
	public Path anchorsFile() {
		return this.path.resolve(CaFiles.ANCHORS);
	}

	/**
	 * Returns the file with the revocation lists of all three issuers, in PEM.
	 * @return the path of {@code crl.pem}, written anew whenever something is issued or
	 * revoked
	 */
	public Path crlFile() {
		return this.path.resolve(CRL);
	}

	/**
	 * Returns the trust domain it is for.
	 * @return for example {@code shop.example}
	 */
	public String trustDomain() {
		return this.ca.trustDomain();
	}

	/**
	 * Returns the certificate that peers believe.
	 * @return the certificate of the root
	 */
	public X509Certificate rootCertificate() {
		return this.ca.rootCertificate();
	}

	/**
	 * Issues a certificate for a server and remembers it.
	 * @param customizer says what it is like
	 * @return the certificate with its chain and key
	 */
	public IssuedCertificate issueServer(Consumer<LeafSpec> customizer) {
		return issue(((Consumer<LeafSpec>) (spec) -> spec.purposes(Purpose.SERVER_AUTH)).andThen(customizer));
	}

	/**
	 * Issues a certificate for a client and remembers it.
	 * @param customizer says what it is like
	 * @return the certificate with its chain and key
	 */
	public IssuedCertificate issueClient(Consumer<LeafSpec> customizer) {
		return issue(((Consumer<LeafSpec>) (spec) -> spec.purposes(Purpose.CLIENT_AUTH)).andThen(customizer));
	}

	/**
	 * Issues a certificate as {@link DevCa#issue} does and remembers it.
	 * @param customizer says what it is like
	 * @return the certificate with its chain and key
	 */
	public IssuedCertificate issue(Consumer<LeafSpec> customizer) {
		IssuedCertificate issued = this.ca.issue(customizer);
		String issuer = issuerOf(issued.certificate());
		if (issuer != null) {
			X509Certificate certificate = issued.certificate();
			IndexEntry entry = new IndexEntry(certificate.getSerialNumber(), issuer,
					certificate.getNotAfter().toInstant(), null,
					Text.escape(certificate.getSubjectX500Principal().getName()));
			update((now) -> this.index.add(entry, now));
		}
		return issued;
	}

	/**
	 * Returns what was issued and is not expired.
	 * @return the oldest first
	 */
	public List<IndexEntry> issued() {
		return List.copyOf(this.index.read());
	}

	/**
	 * Revokes a certificate. Does nothing if it is revoked already.
	 * @param serial its serial number
	 * @throws DevCaException if it is not one of {@link #issued()}
	 */
	public void revoke(BigInteger serial) {
		update((now) -> this.index.revoke(serial, now));
	}

	/**
	 * Signs the lists of revoked certificates and writes them to {@link #crlFile()}.
	 * @return one list for each issuer, valid from now for seven days
	 */
	public List<X509CRL> crl() {
		return update((now) -> {
		});
	}

	@Override
	public String toString() {
		return "DevCaDirectory[path=" + this.path + ", trustDomain=" + this.ca.trustDomain() + "]";
	}

	private List<X509CRL> update(Consumer<Instant> change) {
		return this.lock.hold(() -> {
			Instant now = this.clock.instant();
			change.accept(now);
			List<X509CRL> crls = issuers().entrySet()
				.stream()
				.map((issuer) -> Crls.sign(issuer.getValue(), this.index.revoked(issuer.getKey()), now,
						now.plus(DevCa.CRL_LIFETIME)))
				.toList();
			SafeFiles.writePublic(crlFile(), Pem.crls(crls));
			return crls;
		});
	}

	private @Nullable String issuerOf(X509Certificate certificate) {
		return issuers().entrySet()
			.stream()
			.filter((issuer) -> isSignedBy(certificate, issuer.getValue()))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(null);
	}

	private static boolean isSignedBy(X509Certificate certificate, IssuedCertificate issuer) {
		try {
			certificate.verify(issuer.certificate().getPublicKey());
			return true;
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	private Map<String, IssuedCertificate> issuers() {
		Map<String, IssuedCertificate> issuers = new LinkedHashMap<>();
		issuers.put(CaFiles.ROOT, this.ca.root());
		issuers.put(CaFiles.SERVER_CA, this.ca.serverIssuer());
		issuers.put(CaFiles.CLIENT_CA, this.ca.clientIssuer());
		return issuers;
	}

	private static DevCaDirectory open(Path directory, Clock clock) {
		if (!CaFiles.exist(directory)) {
			throw new DevCaException("Unable to use the dev CA in '" + directory
					+ "': expected a directory that holds one, or a new or empty one to create it in");
		}
		try {
			Path real = directory.toRealPath();
			return new DevCaDirectory(real, CaFiles.read(real, clock), clock);
		}
		catch (IOException ex) {
			throw new DevCaException("Unable to use the dev CA in '" + directory + "'", ex);
		}
	}

}
