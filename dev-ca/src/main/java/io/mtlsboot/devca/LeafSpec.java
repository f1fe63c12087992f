package io.mtlsboot.devca;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import javax.security.auth.x500.X500Principal;

import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;

/**
 * Describes the certificate to issue, right or wrong: nothing here is held against the
 * rules, because tests need certificates that break them.
 * <p>
 * Without further words: valid from five minutes ago for 24 hours from now, for servers
 * and clients, not a CA, key usage {@code digitalSignature}, a new P-256 key and a random
 * serial number. Not safe for use by several threads.
 */
public final class LeafSpec {

	private final ExtensionSpec extensions = new ExtensionSpec();

	private final ValiditySpec validity = new ValiditySpec();

	private X500Name subject = name("CN=workload");

	private KeyAlgorithm keyAlgorithm = KeyAlgorithm.EC_P256;

	private @Nullable KeyPair keyPair;

	private @Nullable String signatureAlgorithm;

	private @Nullable BigInteger serial;

	private @Nullable IssuedCertificate issuer;

	private boolean selfSigned;

	LeafSpec() {
	}

	/**
	 * Sets the subject. Default is {@code CN=workload}.
	 * @param x500Name a name as in RFC 2253, empty for no subject
	 * @return this spec
	 */
	public LeafSpec subject(String x500Name) {
		this.subject = name(x500Name);
		return this;
	}

	/**
	 * Sets the subject as it is to be encoded.
	 * @param der a DER encoded {@code Name}
	 * @return this spec
	 */
	public LeafSpec subjectDer(byte[] der) {
		try {
			this.subject = X500Name.getInstance(ASN1Primitive.fromByteArray(der));
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new DevCaException("Unable to use the subject: expected a DER encoded Name", ex);
		}
		return this;
	}

	/**
	 * Adds a SPIFFE ID as URI subject alternative name, unchecked.
	 * @param spiffeId for example {@code spiffe://shop.example/web}
	 * @return this spec
	 */
	public LeafSpec spiffeId(String spiffeId) {
		return uri(spiffeId);
	}

	/**
	 * Adds DNS subject alternative names, unchecked.
	 * @param names host names
	 * @return this spec
	 */
	public LeafSpec dns(String... names) {
		this.extensions.names().text(GeneralName.dNSName, names);
		return this;
	}

	/**
	 * Adds IP address subject alternative names.
	 * @param addresses literal IPv4 or IPv6 addresses
	 * @return this spec
	 */
	public LeafSpec ip(String... addresses) {
		this.extensions.names().ip(addresses);
		return this;
	}

	/**
	 * Adds e-mail subject alternative names, unchecked.
	 * @param addresses mailboxes
	 * @return this spec
	 */
	public LeafSpec email(String... addresses) {
		this.extensions.names().text(GeneralName.rfc822Name, addresses);
		return this;
	}

	/**
	 * Adds URI subject alternative names, unchecked.
	 * @param uris the URIs
	 * @return this spec
	 */
	public LeafSpec uri(String... uris) {
		this.extensions.names().text(GeneralName.uniformResourceIdentifier, uris);
		return this;
	}

	/**
	 * Adds a subject alternative name with any content, well-formed or not.
	 * @param tag context tag of the {@code GeneralName}, for example 2 for a DNS name
	 * @param raw content octets that follow the tag and the length
	 * @return this spec
	 */
	public LeafSpec san(int tag, byte[] raw) {
		this.extensions.names().raw(tag, raw);
		return this;
	}

	/**
	 * Sets the purposes, which also choose the issuer. Default is both.
	 * @param purposes the extended key usage
	 * @return this spec
	 */
	public LeafSpec purposes(Purpose... purposes) {
		this.extensions.purposes(purposes);
		return this;
	}

	/**
	 * Sets the key usage. Default is {@code digitalSignature}.
	 * @param bits as in {@link org.bouncycastle.asn1.x509.KeyUsage}
	 * @return this spec
	 */
	public LeafSpec keyUsage(int bits) {
		this.extensions.keyUsage(bits);
		return this;
	}

	/**
	 * Makes it a CA certificate, which may issue others.
	 * @param ca whether it is one
	 * @return this spec
	 */
	public LeafSpec ca(boolean ca) {
		this.extensions.ca(ca);
		return this;
	}

	/**
	 * Limits the number of CA certificates below a CA certificate. Default is no limit.
	 * @param length how many may follow
	 * @return this spec
	 */
	public LeafSpec pathLength(int length) {
		this.extensions.pathLength(length);
		return this;
	}

	/**
	 * Sets from when it is valid. Default is five minutes ago.
	 * @param notBefore first moment of validity
	 * @return this spec
	 */
	public LeafSpec notBefore(Instant notBefore) {
		this.validity.notBefore(notBefore);
		return this;
	}

	/**
	 * Sets until when it is valid.
	 * @param notAfter last moment of validity
	 * @return this spec
	 */
	public LeafSpec notAfter(Instant notAfter) {
		this.validity.notAfter(notAfter);
		return this;
	}

	/**
	 * Sets how long it is valid from {@link #notBefore(Instant)}, or else from now.
	 * Default is 24 hours.
	 * @param lifetime the duration, negative for one that is expired
	 * @return this spec
	 */
	public LeafSpec validFor(Duration lifetime) {
		this.validity.lifetime(lifetime);
		return this;
	}

	/**
	 * Sets the kind of key to generate. Default is P-256.
	 * @param algorithm the kind of key
	 * @return this spec
	 */
	public LeafSpec keyAlgorithm(KeyAlgorithm algorithm) {
		this.keyAlgorithm = algorithm;
		return this;
	}

	/**
	 * Uses a key that exists instead of a new one.
	 * @param keyPair the key
	 * @return this spec
	 */
	public LeafSpec keyPair(KeyPair keyPair) {
		this.keyPair = keyPair;
		return this;
	}

	/**
	 * Sets how the issuer signs. Default is what fits the key of the issuer.
	 * @param algorithm a JCA name that fits the key of the issuer, for example
	 * {@code SHA1withECDSA}
	 * @return this spec
	 */
	public LeafSpec signatureAlgorithm(String algorithm) {
		this.signatureAlgorithm = algorithm;
		return this;
	}

	/**
	 * Sets the serial number. Default is a random one.
	 * @param serial the number
	 * @return this spec
	 */
	public LeafSpec serial(BigInteger serial) {
		this.serial = serial;
		return this;
	}

	/**
	 * Adds an extension, or replaces one, with any content, well-formed or not.
	 * @param oid the object identifier
	 * @param critical whether it is marked as critical
	 * @param der what goes into the {@code OCTET STRING}
	 * @return this spec
	 */
	public LeafSpec extension(String oid, boolean critical, byte[] der) {
		this.extensions.raw(oid, critical, der);
		return this;
	}

	/**
	 * Leaves out an extension that would be there by default.
	 * @param oid the object identifier
	 * @return this spec
	 */
	public LeafSpec withoutExtension(String oid) {
		this.extensions.leaveOut(oid);
		return this;
	}

	/**
	 * Sets who signs. Default is the intermediate that fits the purpose, or the root for
	 * a certificate with both purposes.
	 * @param issuer the issuer, which need not be a CA
	 * @return this spec
	 */
	public LeafSpec issuer(IssuedCertificate issuer) {
		this.issuer = issuer;
		this.selfSigned = false;
		return this;
	}

	/**
	 * Lets the certificate sign itself.
	 * @return this spec
	 */
	public LeafSpec selfSigned() {
		this.selfSigned = true;
		this.issuer = null;
		return this;
	}

	X500Name subject() {
		return this.subject;
	}

	ExtensionSpec extensions() {
		return this.extensions;
	}

	ValiditySpec.Interval validity(Clock clock) {
		return this.validity.resolve(clock.instant());
	}

	KeyPair keys() {
		return (this.keyPair != null) ? this.keyPair : this.keyAlgorithm.generate();
	}

	@Nullable String signatureAlgorithm() {
		return this.signatureAlgorithm;
	}

	BigInteger serial() {
		return (this.serial != null) ? this.serial : Randomness.serial();
	}

	@Nullable IssuedCertificate issuer() {
		return this.issuer;
	}

	boolean isSelfSigned() {
		return this.selfSigned;
	}

	private static X500Name name(String name) {
		try {
			// Not parsed by BouncyCastle, which would not turn the order around (RFC 2253
			// 2.1)
			return X500Name.getInstance(new X500Principal(name).getEncoded());
		}
		catch (IllegalArgumentException ex) {
			throw new DevCaException("Unable to use the subject '" + Text.escape(name)
					+ "': expected a name as in RFC 2253, for example 'CN=web,O=Shop'", ex);
		}
	}

}
