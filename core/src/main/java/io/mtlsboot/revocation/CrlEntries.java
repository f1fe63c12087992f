package io.mtlsboot.revocation;

import java.math.BigInteger;
import java.security.cert.CertificateParsingException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.asn1.DerCursor;

/**
 * The entries of a CRL, in its encoding, and where to find them.
 */
final class CrlEntries {

	/** More than any CRL speaks for: each has a table. */
	private static final int MAX_ISSUERS = 10_000;

	private final byte[] der;

	private final SipHash hash = SipHash.random();

	private final Map<X500Principal, SerialTable> tables = new HashMap<>();

	private int size;

	private CrlEntries(byte[] der) {
		this.der = der;
	}

	/**
	 * No entries.
	 * @return what finds nothing
	 */
	static CrlEntries none() {
		return new CrlEntries(new byte[0]);
	}

	/**
	 * Reads all entries.
	 * @param der the encoding of the CRL
	 * @param content a cursor before the first entry
	 * @param issuer the issuer of the CRL
	 * @param indirect whether certificates of others may be among them
	 * @return the entries
	 * @throws CertificateParsingException if they are malformed
	 * @throws UnsupportedCrlException if one of them is not understood
	 */
	static CrlEntries read(byte[] der, DerCursor content, X500Principal issuer, boolean indirect)
			throws CertificateParsingException, UnsupportedCrlException {
		CrlEntries entries = new CrlEntries(der);
		SerialTable table = entries.table(issuer);
		EntryCursor cursor = new EntryCursor(content);
		while (cursor.next()) {
			X500Principal other = cursor.issuer();
			if (other != null) {
				require(indirect,
						"has an entry for a certificate of another CA, but does not say that it is an indirect CRL");
				table = entries.table(other);
			}
			require(cursor.unknown() == null,
					"has an entry with the critical extension " + cursor.unknown() + ", which is not known here");
			entries.size++;
			// Of several entries for a certificate, one that revokes it counts
			if (cursor.isRevocation()) {
				table.add(cursor.offset());
			}
		}
		return entries;
	}

	private SerialTable table(X500Principal issuer) throws UnsupportedCrlException {
		SerialTable table = this.tables.computeIfAbsent(issuer, (name) -> new SerialTable(this.der, this.hash));
		require(this.tables.size() <= MAX_ISSUERS, "has certificates of more than " + MAX_ISSUERS + " issuers");
		return table;
	}

	private static void require(boolean condition, String objection) throws UnsupportedCrlException {
		if (!condition) {
			throw new UnsupportedCrlException(objection);
		}
	}

	/**
	 * Finds an entry that revokes a certificate.
	 * @param issuer the issuer of the certificate
	 * @param serial its serial number
	 * @return the entry, if there is one
	 */
	Optional<RevokedEntry> find(X500Principal issuer, BigInteger serial) {
		SerialTable table = this.tables.get(issuer);
		int offset = (table != null) ? table.find(serial.toByteArray()) : 0;
		return (offset != 0) ? Optional.of(entry(offset)) : Optional.empty();
	}

	private RevokedEntry entry(int offset) {
		try {
			EntryCursor cursor = new EntryCursor(DerCursor.of(this.der, offset, this.der.length));
			cursor.next();
			return cursor.entry();
		}
		catch (CertificateParsingException ex) {
			throw new IllegalStateException("An entry that has been read cannot be read again", ex);
		}
	}

	int size() {
		return this.size;
	}

	// How many octets are needed to find them.
	long memory() {
		return this.tables.values().stream().mapToLong(SerialTable::memory).sum();
	}

}
