package io.mtlsboot.autoconfigure.doctor;

import java.util.List;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.autoconfigure.Finding;
import io.mtlsboot.handshake.FailureKind;
import io.mtlsboot.handshake.FailureReport;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSuccess;
import io.mtlsboot.handshake.OwnCertificate;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the one handshake with a callee.
 */
final class CalleeWatch implements HandshakeListener {

	private static final int MAX_CAS = 5;

	private volatile @Nullable HandshakeFailure failure;

	private volatile @Nullable OwnCertificate own;

	@Override
	public void onSuccess(HandshakeSuccess success) {
		this.own = success.own();
	}

	@Override
	public void onFailure(HandshakeFailure told) {
		this.failure = told;
	}

	@Nullable HandshakeFailure failure() {
		return this.failure;
	}

	String describe() {
		HandshakeFailure known = this.failure;
		if (known == null) {
			return "";
		}
		return known.reason() + ": " + known.detail() + ". " + FailureReport.of(FailureKind.HANDSHAKE, known).remedy();
	}

	/**
	 * Which CAs the callee says it accepts.
	 * @param subject the client
	 * @return what that means for our certificate
	 */
	List<Finding> cas(String subject) {
		OwnCertificate known = this.own;
		if (known == null) {
			return List.of(Check.CALLEE_CAS.warning(subject,
					"the callee did not ask for a certificate: it does not know who we are"));
		}
		if (!known.sent()) {
			return List.of(Check.CALLEE_CAS.warning(subject,
					"the callee asked for a certificate, but with no key type of ours, so that none was sent"));
		}
		X500Principal issuer = known.leaf().getIssuerX500Principal();
		List<X500Principal> accepted = known.acceptedIssuers();
		String names = accepted.isEmpty() ? "the callee does not say which CAs it accepts"
				: "the callee accepts " + accepted.stream().limit(MAX_CAS).map((ca) -> "'" + ca + "'").toList()
						+ ((accepted.size() > MAX_CAS) ? " and " + (accepted.size() - MAX_CAS) + " more" : "");
		return List.of(Check.CALLEE_CAS.ok(subject, names + ", ours is of '" + issuer + "'"));
	}

}
