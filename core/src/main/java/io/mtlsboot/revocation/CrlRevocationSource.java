package io.mtlsboot.revocation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.security.auth.x500.X500Principal;

/**
 * What revocation lists that are at hand say.
 * <p>
 * A list counts for a certificate if its issuer is that of the certificate, or a
 * {@code cRLIssuer} of its distribution points and the list an indirect one, and if the
 * key that signed the certificate signed the list, or one of
 * {@link RevocationQuery#signers()}: names can be claimed. Whoever is on such a list is
 * revoked, however old the list is. That a certificate is good, only lists say that are
 * current, have a strong signature, are for that certificate, and together are for all
 * reasons.
 * <p>
 * Never waits. Safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6.3.3">RFC 5280 §6.3.3</a>
 */
public final class CrlRevocationSource implements RevocationSource {

	private final Map<X500Principal, List<RevocationList>> byIssuer;

	private CrlRevocationSource(Map<X500Principal, List<RevocationList>> byIssuer) {
		this.byIssuer = byIssuer;
	}

	/**
	 * A source that asks some lists.
	 * @param lists the lists, current or not
	 * @return the source
	 */
	public static CrlRevocationSource of(Collection<RevocationList> lists) {
		return new CrlRevocationSource(lists.stream().collect(Collectors.groupingBy(RevocationList::issuer)));
	}

	@Override
	public RevocationStatus status(RevocationQuery query) {
		return new CrlInquiry(query, this.byIssuer).status();
	}

}
