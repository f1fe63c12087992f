package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityPattern;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.identity.WorkloadIdentity;
import io.mtlsboot.x509.HostNames;
import io.mtlsboot.x509.PrintableText;
import io.mtlsboot.x509.SubjectAlternativeName;
import org.jspecify.annotations.Nullable;

/**
 * Admits callees by host name and identity.
 *
 * @param callee the identity that must answer, or {@code null} for any
 */
record CalleeAuthorizer(@Nullable IdentityPattern callee) implements PeerAuthorizer {

	private static final int MAX_NAMES = 5;

	@Override
	public void authorize(VerifiedPeer peer, @Nullable String host) throws PeerRejectedException {
		X509Certificate leaf = peer.leaf();
		List<SubjectAlternativeName> names = ReadableNames.read(leaf);
		if (this.callee != null) {
			requireIdentity(this.callee, leaf);
			if (this.callee.type() == IdentityType.SPIFFE_ID && names.stream().noneMatch(CalleeAuthorizer::isHost)) {
				return;
			}
		}
		if (host == null || !HostNames.matches(names, host)) {
			throw new PeerRejectedException(RejectionReason.HOST_NAME_MISMATCH,
					"host called: " + ((host != null) ? quoted(host) : "not known") + ", presented: " + list(names),
					leaf);
		}
	}

	private static void requireIdentity(IdentityPattern callee, X509Certificate leaf) throws PeerRejectedException {
		Optional<WorkloadIdentity> identity = IdentityExtractor.inOrder(List.of(callee.type())).extract(leaf);
		if (identity.isEmpty() || !callee.matches(identity.get())) {
			throw NotAdmitted.of(identity, List.of(callee), leaf);
		}
	}

	private static boolean isHost(SubjectAlternativeName name) {
		return name instanceof SubjectAlternativeName.Dns || name instanceof SubjectAlternativeName.IpAddress;
	}

	private static String list(List<SubjectAlternativeName> names) {
		List<SubjectAlternativeName> hosts = names.stream().filter(CalleeAuthorizer::isHost).toList();
		if (hosts.isEmpty()) {
			return "no host name and no IP address";
		}
		String listed = hosts.stream()
			.limit(MAX_NAMES)
			.map((name) -> quoted(name.value()))
			.collect(Collectors.joining(" "));
		int more = hosts.size() - MAX_NAMES;
		return (more > 0) ? listed + " and " + more + " more" : listed;
	}

	private static String quoted(String text) {
		return "'" + PrintableText.of(text) + "'";
	}

}
