package io.mtlsboot.revocation.ocsp;

import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

import io.mtlsboot.revocation.ocsp.Breaker.Permit;

/**
 * Requests to responders: one at a time for each certificate, and none to a responder
 * that has just failed. What is phrased here has the responder as its subject.
 */
final class Requests {

	private static final int MAX_RESPONDERS = 1_000;

	private final OcspSettings settings;

	private final Exchange exchange;

	private final Clock clock;

	private final Background background;

	private final BiConsumer<KnownCertificate, Answer> accept;

	private final RecentlyUsed<Responder, Breaker> breakers;

	Requests(OcspSettings settings, Exchange exchange, Clock clock, Background background,
			BiConsumer<KnownCertificate, Answer> accept) {
		this.settings = settings;
		this.exchange = exchange;
		this.clock = clock;
		this.background = background;
		this.accept = accept;
		this.breakers = new RecentlyUsed<>(MAX_RESPONDERS, (responder) -> new Breaker(settings.maxBackoff()),
				(breaker) -> {
				});
	}

	/**
	 * Asks about a certificate, or joins those who have.
	 * @param known what is known of the certificate
	 * @param target the certificate
	 * @param mayWait whether to wait for the answer
	 * @return a phrase for evidence why there is no answer, unless there is one
	 */
	String ask(KnownCertificate known, Target target, boolean mayWait) {
		Responder responder = target.responder();
		if (responder == null) {
			return "the certificate names no OCSP responder that is asked by http";
		}
		Attempt attempt = start(known, target, responder);
		if (!attempt.hasEnded() && attempt.isHopeless()) {
			return responder + " " + attempt.breaker().refusal();
		}
		if (!attempt.hasEnded() && !mayWait) {
			return responder + " is being asked (expected an answer that is known already)";
		}
		return responder + " " + await(attempt);
	}

	/**
	 * Asks about a certificate, unless somebody does already.
	 * @param known what is known of the certificate
	 * @param target the certificate
	 * @param responder who is asked
	 * @return the request that is under way, or has ended
	 */
	Attempt start(KnownCertificate known, Target target, Responder responder) {
		Attempt current = known.attempt();
		if (current != null) {
			return current;
		}
		Breaker breaker = this.breakers.get(responder);
		String pause = known.pause(this.clock.instant());
		if (pause != null) {
			return Attempt.refused(breaker, pause);
		}
		Permit permit = breaker.enter(this.clock.instant());
		if (permit == null) {
			return Attempt.refused(breaker, breaker.refusal());
		}
		Attempt mine = new Attempt(breaker, permit);
		Attempt begun = known.begin(mine);
		if (!begun.equals(mine)) {
			breaker.released(permit);
		}
		else if (!this.background.execute(() -> run(known, target, responder, mine))) {
			end(known, mine, "was not asked, since too many requests are under way");
		}
		return begun;
	}

	private void run(KnownCertificate known, Target target, Responder responder, Attempt attempt) {
		if (attempt.isHopeless()) {
			end(known, attempt, attempt.breaker().refusal());
			return;
		}
		String phrase = "cannot be asked";
		try {
			this.accept.accept(known, this.exchange.ask(target, responder));
			attempt.breaker().succeeded();
			known.succeeded();
			phrase = "";
		}
		catch (UnusableAnswerException ex) {
			phrase = ex.phrase();
			failed(known, attempt, ex);
		}
		catch (RuntimeException | StackOverflowError ex) {
			phrase = "cannot be asked: " + ex.getClass().getSimpleName();
			attempt.failed(this.clock.instant(), phrase);
		}
		finally {
			end(known, attempt, phrase);
		}
	}

	private void failed(KnownCertificate known, Attempt attempt, UnusableAnswerException ex) {
		if (ex.isOutage()) {
			attempt.failed(this.clock.instant(), ex.phrase());
		}
		else {
			attempt.breaker().succeeded();
			known.failed(this.clock.instant(), ex.phrase());
		}
	}

	private static void end(KnownCertificate known, Attempt attempt, String phrase) {
		known.end();
		attempt.end(phrase);
	}

	private String await(Attempt attempt) {
		try {
			String phrase = attempt.outcome().get(this.settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
			return phrase.isEmpty() ? "sent an answer that is older than what is known" : phrase;
		}
		catch (TimeoutException ex) {
			String phrase = "did not answer within " + this.settings.timeout();
			attempt.failed(this.clock.instant(), phrase);
			return phrase;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "was not waited for, since the thread was interrupted";
		}
		catch (ExecutionException ex) {
			return "cannot be asked: " + ex.getClass().getSimpleName();
		}
	}

}
