package io.mtlsboot.handshake;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Our own certificate, where a peer refused us.
 *
 * @param certificate our certificate
 * @param sent whether it was sent
 * @param acceptedIssuers the first of the CAs that the peer said it accepts; empty if it
 * named none
 * @param moreIssuers how many further CAs it named
 */
public record OwnCertificateSummary(CertificateSummary certificate, boolean sent, List<String> acceptedIssuers,
		int moreIssuers) {

	/** Enough to see which are meant. */
	static final int MAX_ISSUERS = 10;

	/**
	 * Copies the names.
	 * @param certificate our certificate
	 * @param sent whether it was sent
	 * @param acceptedIssuers the first of the CAs that the peer said it accepts
	 * @param moreIssuers how many further CAs it named
	 */
	public OwnCertificateSummary {
		acceptedIssuers = List.copyOf(acceptedIssuers);
	}

	static @Nullable OwnCertificateSummary of(@Nullable OwnCertificate own) {
		if (own == null) {
			return null;
		}
		return new OwnCertificateSummary(CertificateSummary.of(own.leaf()), own.sent(),
				own.acceptedIssuers().stream().limit(MAX_ISSUERS).map(ShortText::of).toList(),
				Math.max(0, own.acceptedIssuers().size() - MAX_ISSUERS));
	}

}
