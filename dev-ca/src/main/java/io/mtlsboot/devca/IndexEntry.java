package io.mtlsboot.devca;

import java.math.BigInteger;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a CA remembers of a certificate that it issued.
 *
 * @param serial its serial number
 * @param issuer {@code root}, {@code server-ca} or {@code client-ca}
 * @param notAfter until when it is valid
 * @param revokedAt when it was revoked, or {@code null}
 * @param subject its subject, with whatever is unfit to print escaped
 */
public record IndexEntry(BigInteger serial, String issuer, Instant notAfter, @Nullable Instant revokedAt,
		String subject) {

	private static final String NEVER = "-";

	private static final int FIELDS = 5;

	static IndexEntry parse(String line) {
		String[] fields = line.split("\t", FIELDS);
		if (fields.length != FIELDS) {
			throw new IllegalArgumentException("expected " + FIELDS + " fields but found " + fields.length);
		}
		Instant revokedAt = NEVER.equals(fields[3]) ? null : Instant.parse(fields[3]);
		return new IndexEntry(new BigInteger(fields[0], 16), fields[1], Instant.parse(fields[2]), revokedAt, fields[4]);
	}

	String format() {
		return String.join("\t", this.serial.toString(16), this.issuer, this.notAfter.toString(),
				(this.revokedAt != null) ? this.revokedAt.toString() : NEVER, this.subject);
	}

	IndexEntry revoke(Instant now) {
		return (this.revokedAt != null) ? this
				: new IndexEntry(this.serial, this.issuer, this.notAfter, now, this.subject);
	}

}
