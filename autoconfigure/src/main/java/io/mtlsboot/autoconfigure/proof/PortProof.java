package io.mtlsboot.autoconfigure.proof;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.trust.PeerRejectedException;
import org.jspecify.annotations.Nullable;

/**
 * Tries a port as several callers.
 *
 * @param probe calls the port
 * @param context the context that the port must have
 */
record PortProof(PortProbe probe, MtlsContext context) {

	/**
	 * Tries the port as everybody whom it must refuse, and as ourselves if it must admit
	 * us, all at once.
	 * @param strangers whether it must refuse strangers
	 * @return what it did with whom
	 */
	Map<Caller, Answer> answers(boolean strangers) {
		KeyMaterial own = this.context.generation().material().key();
		Map<Caller, Supplier<Answer>> calls = new EnumMap<>(Caller.class);
		if (strangers) {
			calls.put(Caller.PLAIN_HTTP, this.probe::overPlainHttp);
			calls.put(Caller.NOBODY, () -> overTls(List.of(), null));
			calls.put(Caller.STRANGER, () -> {
				StrangerCertificate stranger = StrangerCertificate.create(Clock.systemUTC().instant());
				return overTls(List.of(stranger.certificate()), stranger.privateKey());
			});
		}
		if (isAdmitted(own)) {
			calls.put(Caller.OURSELVES, () -> overTls(own.chain().certificates(), own.privateKey()));
		}
		return atOnce(calls);
	}

	private Answer overTls(List<X509Certificate> chain, @Nullable PrivateKey key) {
		X509Certificate expected = this.context.generation().material().key().leaf();
		return this.probe.overTls(ProbeContext.sockets(chain, key, expected));
	}

	// A port that does not answer is waited for only once
	private static Map<Caller, Answer> atOnce(Map<Caller, Supplier<Answer>> calls) {
		Executor threads = (task) -> {
			Thread thread = new Thread(task, "mtls-self-proof");
			thread.setDaemon(true);
			thread.start();
		};
		Map<Caller, CompletableFuture<Answer>> asked = new EnumMap<>(Caller.class);
		calls.forEach((caller, call) -> asked.put(caller, CompletableFuture.supplyAsync(call, threads)));
		Map<Caller, Answer> answers = new EnumMap<>(Caller.class);
		asked.forEach((caller, answer) -> answers.put(caller, answer.join()));
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
