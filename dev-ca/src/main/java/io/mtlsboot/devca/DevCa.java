package io.mtlsboot.devca;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.bouncycastle.asn1.x509.Extension;

/**
 * A private certificate authority in memory: a root, below it one intermediate for server
 * certificates and one for client certificates.
 * <p>
 * For laptops and tests, never for production: its keys are ordinary objects of the JVM.
 * Immutable and safe for use by several threads.
 */
public final class DevCa {

	// SPIFFE ID 2.1: what a trust domain name consists of
	private static final Pattern TRUST_DOMAIN = Pattern.compile("[a-z0-9][a-z0-9._-]{0,47}");

	private static final Duration LIFETIME = Duration.ofDays(365);

	// So that certificates which expired some time ago have a plausible issuer
	private static final Duration BACKDATED = Duration.ofDays(30);

	static final Duration CRL_LIFETIME = Duration.ofDays(7);

	private final String trustDomain;

	private final KeyAlgorithm keyAlgorithm;

	private final Clock clock;

	private final IssuedCertificate root;

	private final IssuedCertificate serverIssuer;

	private final IssuedCertificate clientIssuer;

	private DevCa(String trustDomain, KeyAlgorithm keyAlgorithm, Clock clock) {
		this.trustDomain = requireTrustDomain(trustDomain);
		this.keyAlgorithm = keyAlgorithm;
		this.clock = clock;
		this.root = Minter
			.selfSigned(authority("root").withoutExtension(Extension.extendedKeyUsage.getId()).selfSigned(), clock);
		this.serverIssuer = Minter.issued(authority("server CA").pathLength(0).purposes(Purpose.SERVER_AUTH), this.root,
				clock);
		this.clientIssuer = Minter.issued(authority("client CA").pathLength(0).purposes(Purpose.CLIENT_AUTH), this.root,
				clock);
	}

	// A CA that exists
	DevCa(String trustDomain, Clock clock, IssuedCertificate root, IssuedCertificate serverIssuer,
			IssuedCertificate clientIssuer) {
		this.trustDomain = trustDomain;
		this.keyAlgorithm = KeyAlgorithm.EC_P256;
		this.clock = clock;
		this.root = root;
		this.serverIssuer = serverIssuer;
		this.clientIssuer = clientIssuer;
	}

	/**
	 * Creates a CA with P-256 keys, valid for a year.
	 * @param trustDomain for example {@code shop.example}; part of its names
	 * @return a new CA
	 */
	public static DevCa create(String trustDomain) {
		return create(trustDomain, KeyAlgorithm.EC_P256);
	}

	/**
	 * Creates a CA with keys of another kind, valid for a year.
	 * @param trustDomain for example {@code shop.example}; part of its names
	 * @param keyAlgorithm the keys of the root and of the intermediates
	 * @return a new CA
	 */
	public static DevCa create(String trustDomain, KeyAlgorithm keyAlgorithm) {
		return new DevCa(trustDomain, keyAlgorithm, Clock.systemUTC());
	}

	/**
	 * Creates a CA with P-256 keys that lives in the time of a clock.
	 * @param trustDomain for example {@code shop.example}; part of its names
	 * @param clock what tells it the time
	 * @return a new CA
	 */
	public static DevCa create(String trustDomain, Clock clock) {
		return new DevCa(trustDomain, KeyAlgorithm.EC_P256, clock);
	}

	/**
	 * Creates another CA with exactly the names of this one and other keys.
	 * @return a CA that nobody who believes this one should believe
	 */
	public DevCa impostor() {
		return new DevCa(this.trustDomain, this.keyAlgorithm, this.clock);
	}

	/**
	 * Returns the trust domain it is for.
	 * @return for example {@code shop.example}
	 */
	public String trustDomain() {
		return this.trustDomain;
	}

	/**
	 * Returns the root.
	 * @return the root with its key
	 */
	public IssuedCertificate root() {
		return this.root;
	}

	/**
	 * Returns the intermediate that issues certificates for servers.
	 * @return the intermediate with its key
	 */
	public IssuedCertificate serverIssuer() {
		return this.serverIssuer;
	}

	/**
	 * Returns the intermediate that issues certificates for clients.
	 * @return the intermediate with its key
	 */
	public IssuedCertificate clientIssuer() {
		return this.clientIssuer;
	}

	/**
	 * Returns the certificate that peers believe.
	 * @return the certificate of the root
	 */
	public X509Certificate rootCertificate() {
		return this.root.certificate();
	}

	/**
	 * Returns a trust store with the root in it.
	 * @return a new key store in memory
	 */
	public KeyStore trustStore() {
		return trustStore("PKCS12");
	}

	/**
	 * Writes a trust store with the root in it.
	 * @param file the file to write
	 * @param type {@code PKCS12} or {@code JKS}
	 * @param password of the store
	 */
	public void writeTrustStore(Path file, String type, char[] password) {
		SafeFiles.writePrivate(file, KeyStores.encode(trustStore(type), password));
	}

	/**
	 * Issues a certificate, from the intermediate for its purpose, or from the root if it
	 * has both purposes.
	 * @param customizer says what it is like
	 * @return the certificate with its chain and key
	 * @throws DevCaException if it cannot be encoded or signed
	 */
	public IssuedCertificate issue(Consumer<LeafSpec> customizer) {
		LeafSpec spec = new LeafSpec();
		customizer.accept(spec);
		if (spec.isSelfSigned()) {
			return Minter.selfSigned(spec, this.clock);
		}
		IssuedCertificate issuer = spec.issuer();
		return Minter.issued(spec, (issuer != null) ? issuer : issuerFor(spec.extensions().purposes()), this.clock);
	}

	/**
	 * Signs a list of revoked certificates, valid from now for seven days.
	 * @param issuer who issued them
	 * @param revoked their serial numbers
	 * @return the list
	 */
	public X509CRL crl(IssuedCertificate issuer, Collection<BigInteger> revoked) {
		Instant now = this.clock.instant();
		return crl(issuer, revoked, now, now.plus(CRL_LIFETIME));
	}

	/**
	 * Signs a list of revoked certificates.
	 * @param issuer who issued them
	 * @param revoked their serial numbers
	 * @param thisUpdate from when it holds
	 * @param nextUpdate when the next one is due
	 * @return the list
	 */
	public X509CRL crl(IssuedCertificate issuer, Collection<BigInteger> revoked, Instant thisUpdate,
			Instant nextUpdate) {
		Map<BigInteger, Instant> since = new LinkedHashMap<>();
		revoked.forEach((serial) -> since.put(serial, thisUpdate));
		return Crls.sign(issuer, since, thisUpdate, nextUpdate);
	}

	static String requireTrustDomain(String trustDomain) {
		if (!TRUST_DOMAIN.matcher(trustDomain).matches()) {
			throw new DevCaException("Unable to create a CA for the trust domain '" + Text.escape(trustDomain)
					+ "': expected up to 48 lower-case letters, digits, dots, dashes and underscores, a letter or digit first");
		}
		return trustDomain;
	}

	@Override
	public String toString() {
		return "DevCa[trustDomain=" + this.trustDomain + "]";
	}

	private KeyStore trustStore(String type) {
		return KeyStores.create(type, (store) -> store.setCertificateEntry("root", rootCertificate()));
	}

	private IssuedCertificate issuerFor(Set<Purpose> purposes) {
		if (purposes.size() > 1) {
			return this.root;
		}
		return purposes.contains(Purpose.SERVER_AUTH) ? this.serverIssuer : this.clientIssuer;
	}

	private LeafSpec authority(String role) {
		Instant now = this.clock.instant();
		return new LeafSpec().subject("CN=" + this.trustDomain + " dev " + role)
			.ca(true)
			.keyAlgorithm(this.keyAlgorithm)
			.notBefore(now.minus(BACKDATED))
			.notAfter(now.plus(LIFETIME));
	}

}
