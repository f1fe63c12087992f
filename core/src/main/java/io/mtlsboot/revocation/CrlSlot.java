package io.mtlsboot.revocation;

import java.security.cert.CRLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The list of one location, which only a newer one replaces.
 * <p>
 * HTTP lets anybody in between answer. A list that one of its signers is known to have
 * signed therefore stays until another of which the same is known comes; one of unknown
 * origin is kept beside it and believed only by whoever finds out who signed it. Safe for
 * use by many threads.
 *
 * @param <L> the list
 */
final class CrlSlot<L extends FetchedCrl> {

	private static final int MAX_SIGNERS = 8;

	private final Set<CrlSigner> signers = new LinkedHashSet<>();

	private @Nullable HeldCrl<L> current;

	private @Nullable HeldCrl<L> candidate;

	private boolean proven;

	/**
	 * Takes a list that was fetched.
	 * @param next the list
	 * @return whether it is another one
	 * @throws CRLException if the one that is there is newer
	 */
	boolean offer(HeldCrl<L> next) throws CRLException {
		// A signature over many octets takes its time, in which others may look
		if (!put(next, isProven(next))) {
			return false;
		}
		// Meanwhile another signer may have become known
		prove();
		return true;
	}

	private synchronized boolean put(HeldCrl<L> next, boolean genuine) throws CRLException {
		HeldCrl<L> held = this.current;
		if (next.isSameAs(held) || next.isSameAs(this.candidate)) {
			return false;
		}
		boolean guarded = held != null && this.proven;
		if (held != null && guarded) {
			requireNotOlder(next.crl(), held.crl());
		}
		if (guarded && !genuine) {
			this.candidate = next;
			return true;
		}
		this.current = next;
		this.candidate = null;
		this.proven = genuine;
		return true;
	}

	private static void requireNotOlder(FetchedCrl next, FetchedCrl held) throws CRLException {
		if (next.issuer().equals(held.issuer()) && next.thisUpdate().isBefore(held.thisUpdate())) {
			throw new CRLException("expected a list that is not older than the one of " + held.thisUpdate()
					+ ", found one of " + next.thisUpdate());
		}
	}

	/**
	 * Remembers who may sign lists.
	 * @param signer a CA or whoever signs for it
	 * @return whether that may prove a list whose origin is unknown
	 */
	synchronized boolean remember(CrlSigner signer) {
		if (!this.signers.add(signer)) {
			return false;
		}
		if (this.signers.size() > MAX_SIGNERS) {
			this.signers.remove(this.signers.iterator().next());
		}
		return unproven().stream().anyMatch((crl) -> crl.issuer().equals(signer.name()));
	}

	/**
	 * Finds out whether lists of unknown origin are genuine.
	 * @return whether one of them has replaced another
	 */
	boolean prove() {
		HeldCrl<L> held;
		HeldCrl<L> beside;
		synchronized (this) {
			held = this.proven ? null : this.current;
			beside = this.candidate;
		}
		boolean genuine = held != null && isProven(held);
		boolean newer = beside != null && isProven(beside);
		synchronized (this) {
			if (held != null && genuine && held.isSameAs(this.current)) {
				this.proven = true;
			}
			if (beside == null || !newer || !beside.isSameAs(this.candidate)) {
				return false;
			}
			this.current = beside;
			this.candidate = null;
			return true;
		}
	}

	/**
	 * The lists of unknown origin.
	 * @return up to two
	 */
	synchronized List<L> unproven() {
		Stream<HeldCrl<L>> held = this.proven ? Stream.of() : Stream.ofNullable(this.current);
		return Stream.concat(held, Stream.ofNullable(this.candidate)).map(HeldCrl::crl).toList();
	}

	synchronized List<L> lists() {
		return Stream.of(Stream.ofNullable(this.current), Stream.ofNullable(this.candidate))
			.flatMap((held) -> held)
			.map(HeldCrl::crl)
			.toList();
	}

	/**
	 * How much room is taken.
	 * @return the number of octets of the encodings
	 */
	synchronized long length() {
		return lengthOf(this.current) + lengthOf(this.candidate);
	}

	synchronized @Nullable L newest() {
		HeldCrl<L> held = this.current;
		return (held != null) ? held.crl() : null;
	}

	/**
	 * Since when the server need not send a list again.
	 * @param now the moment
	 * @return when it was modified; {@code null} to have it sent, since it has ended or
	 * anybody may have made up the list or the moment
	 */
	synchronized @Nullable Instant lastModified(Instant now) {
		HeldCrl<L> held = this.current;
		if (held == null || !this.proven || this.candidate != null) {
			return null;
		}
		Instant modified = held.lastModified();
		boolean ended = held.crl().nextUpdate().filter((end) -> !end.isAfter(now)).isPresent();
		return (modified == null || modified.isAfter(now) || ended) ? null : modified;
	}

	private boolean isProven(HeldCrl<L> held) {
		List<CrlSigner> known;
		synchronized (this) {
			known = List.copyOf(this.signers);
		}
		return known.stream().anyMatch((signer) -> signer.hasSigned(held.crl()));
	}

	private static long lengthOf(@Nullable HeldCrl<?> held) {
		return (held != null) ? held.length() : 0;
	}

}
