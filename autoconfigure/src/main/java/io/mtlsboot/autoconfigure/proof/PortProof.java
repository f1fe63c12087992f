package io.mtlsboot.autoconfigure.proof;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.trust.PeerRejectedException;

/**
 * Tries a port as several callers.
 *
 * @param probe calls the port
 * @param context the context that the port must have
 */
record PortProof(PortProbe probe, MtlsContext context) {

	/**
	 * Tries the port as everybody whom it must refuse, and as ourselves if it must admit
	 * us.
	 * @param strangers whether it must refuse strangers
	 * @return what it did with whom
	 */
	Map<Caller, Answer> answers(boolean strangers) {
		KeyMaterial own = this.context.generation().material().key();
		X509Certificate expected = own.leaf();
		Map<Caller, Answer> answers = new EnumMap<>(Caller.class);
		if (strangers) {
			StrangerCertificate stranger = StrangerCertificate.create(Clock.systemUTC().instant());
			answers.put(Caller.PLAIN_HTTP, this.probe.overPlainHttp());
			answers.put(Caller.NOBODY, this.probe.overTls(ProbeContext.sockets(List.of(), null, expected)));
			answers.put(Caller.STRANGER, this.probe
				.overTls(ProbeContext.sockets(List.of(stranger.certificate()), stranger.privateKey(), expected)));
		}
		if (isAdmitted(own)) {
			answers.put(Caller.OURSELVES,
					this.probe.overTls(ProbeContext.sockets(own.chain().certificates(), own.privateKey(), expected)));
		}
		return answers;
	}

	// Whether we may call ourselves: not without the purpose of a client, nor if only
	// others are admitted or our CA is for servers only
	private boolean isAdmitted(KeyMaterial own) {
		try {
			this.context.judge(own.chain().certificates(), null);
			return true;
		}
		catch (PeerRejectedException ex) {
			return false;
		}
	}

	static Optional<String> problem(Caller caller, Answer answer) {
		if (answer.outcome() == Answer.Outcome.OTHER) {
			return Optional.of("is not served by us: " + answer.detail());
		}
		boolean wanted = caller == Caller.OURSELVES;
		if (answer.outcome() == (wanted ? Answer.Outcome.REFUSED : Answer.Outcome.ADMITTED)) {
			return Optional
				.of(wanted ? "refused our own certificate (" + answer.detail() + "), expected to be admitted with it"
						: "admitted a caller with " + caller + " (" + answer.detail() + "), expected to refuse it");
		}
		return Optional.empty();
	}

}
