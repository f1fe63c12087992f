package io.mtlsboot.revocation;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateParsingException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * A CRL whose entries are found by serial number, however many there are.
 * <p>
 * A list that exists has been read as a whole and is understood: it is a complete CRL,
 * direct or indirect, without any critical extension that is not known here. Whether
 * somebody trustworthy signed it, and whether it is current, it does not say. It keeps
 * the encoding and a table of offsets, eight to sixteen octets for each entry. Immutable,
 * and safe for use by many threads. Equal lists have the same encoding.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-5">RFC 5280 §5</a>
 */
public final class RevocationList implements FetchedCrl {

	private final CrlParts parts;

	private final byte[] digest;

	private final int length;

	private final String location;

	private RevocationList(CrlParts parts, byte[] der, String location) {
		this.parts = parts;
		this.digest = sha256(der);
		this.length = der.length;
		this.location = location;
	}

	/**
	 * Reads a CRL. The work grows with its length alone.
	 * @param der the DER encoding, which is not copied: nobody may change it any more
	 * @param location where it comes from, for messages
	 * @return the list
	 * @throws UnsupportedCrlException if it is a delta CRL, or has a critical extension
	 * that is not known here, or an entry has
	 * @throws CRLException if it is malformed, or something is behind its end
	 */
	public static RevocationList of(byte[] der, String location) throws CRLException {
		try {
			return new RevocationList(CrlParts.read(der), der, location);
		}
		catch (CertificateParsingException ex) {
			throw new CRLException("Unable to read a CRL from '" + PrintableText.of(location) + "': "
					+ PrintableText.of(String.valueOf(ex.getMessage())), ex);
		}
	}

	private static byte[] sha256(byte[] der) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(der);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Unable to compute the SHA-256 digest of a CRL", ex);
		}
	}

	/**
	 * Who issued the list.
	 * @return the name, which anybody may have written as long as the signature is not
	 * verified
	 */
	@Override
	public X500Principal issuer() {
		return this.parts.issuer();
	}

	/**
	 * When the list was made.
	 * @return the moment, which may lie in the future
	 */
	@Override
	public Instant thisUpdate() {
		return this.parts.thisUpdate();
	}

	/**
	 * When there will be a newer list.
	 * @return the moment; empty if the list does not say, as it should
	 */
	@Override
	public Optional<Instant> nextUpdate() {
		return Optional.ofNullable(this.parts.nextUpdate());
	}

	/**
	 * How many entries it has.
	 * @return the number, including entries that do not revoke
	 */
	@Override
	public int size() {
		return this.parts.entries().size();
	}

	/**
	 * How long it is.
	 * @return the number of octets of its DER encoding
	 */
	public int length() {
		return this.length;
	}

	/**
	 * Where it comes from.
	 * @return a file or an address, for messages
	 */
	public String location() {
		return this.location;
	}

	/**
	 * Finds a certificate that is revoked, wherever in the list it is.
	 * @param certificateIssuer who issued the certificate; the issuer of the list, unless
	 * the list is an indirect one
	 * @param serialNumber the serial number of the certificate
	 * @return what the list says of it; empty if it is not there, or as
	 * {@code removeFromCRL}
	 */
	public Optional<RevokedEntry> find(X500Principal certificateIssuer, BigInteger serialNumber) {
		return this.parts.entries().find(certificateIssuer, serialNumber);
	}

	/**
	 * Whether a key signed the list. The answer is remembered.
	 * @param key the key
	 * @return {@code false} also if that cannot be verified
	 */
	@Override
	public boolean isSignedBy(PublicKey key) {
		return this.parts.signature().isMadeWith(key);
	}

	/**
	 * Whether nobody could have forged the signature.
	 * @return {@code false} for SHA-1 and older, and what is not known here
	 */
	public boolean hasStrongSignature() {
		return this.parts.signature().isStrong();
	}

	/**
	 * How the list is signed.
	 * @return the algorithm as the JDK calls it, such as {@code SHA256withRSA}, or its
	 * object identifier
	 */
	public String signatureAlgorithm() {
		return this.parts.signature().algorithm();
	}

	IssuingDistributionPoint scope() {
		return this.parts.scope();
	}

	// How many octets it keeps.
	long memory() {
		return this.length + this.parts.entries().memory();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RevocationList that && Arrays.equals(this.digest, that.digest);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.digest);
	}

	@Override
	public String toString() {
		return "CRL of '" + PrintableText.of(issuer()) + "' of " + thisUpdate() + " with " + size() + " entries from '"
				+ this.location + "'";
	}

}
