package io.mtlsboot.revocation;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CRLException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

import javax.security.auth.x500.X500Principal;

/**
 * A list without DER and signatures: {@code issuer;thisUpdate;nextUpdate;hash of the
 * key;serial number}.
 */
record TextCrl(X500Principal issuer, Instant thisUpdate, Optional<Instant> nextUpdate, String key,
		String serial) implements FetchedCrl {

	static final CrlFormat<TextCrl> FORMAT = new CrlFormat<>(TextCrl::read, TextCrl::judge);

	static String text(X509Certificate issuer, PublicKey key, Instant thisUpdate, Instant nextUpdate, String serial) {
		return issuer.getSubjectX500Principal() + ";" + thisUpdate + ";" + nextUpdate + ";" + key.hashCode() + ";"
				+ serial;
	}

	private static TextCrl read(byte[] der, String location) throws CRLException {
		String[] parts = new String(der, StandardCharsets.UTF_8).split(";", -1);
		if (parts.length != 5) {
			throw new CRLException("expected five parts");
		}
		return new TextCrl(new X500Principal(parts[0]), Instant.parse(parts[1]), Optional.of(Instant.parse(parts[2])),
				parts[3], parts[4]);
	}

	private static RevocationSource judge(Collection<TextCrl> lists) {
		return (query) -> {
			RevocationStatus status = new RevocationStatus.Unknown("no list");
			for (TextCrl list : lists) {
				if (!CrlSigner.of(query.issuer()).hasSigned(list)) {
					continue;
				}
				if (list.serial.equals(query.certificate().getSerialNumber().toString())) {
					return new RevocationStatus.Revoked("on the list of " + list.thisUpdate);
				}
				if (list.nextUpdate.get().isAfter(query.now())) {
					status = new RevocationStatus.Good(list.nextUpdate.get());
				}
			}
			return status;
		};
	}

	@Override
	public int size() {
		return this.serial.isEmpty() ? 0 : 1;
	}

	@Override
	public boolean isSignedBy(PublicKey key) {
		return this.key.equals(String.valueOf(key.hashCode()));
	}

}
