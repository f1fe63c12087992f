package io.mtlsboot.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.mtlsboot.autoconfigure.StoreRevocation;
import io.mtlsboot.material.TrustMaterial;

/**
 * The CRLs that a store uses, and where others should come from.
 *
 * @param lists the CRLs, the first to end before the others
 * @param missing the addresses at which none could be fetched yet
 * @param skew how far clocks may differ
 */
record StoreCrls(List<CrlInUse> lists, List<MissingCrl> missing, Duration skew) {

	static StoreCrls of(TrustMaterial trust, StoreRevocation revocation) {
		Duration skew = revocation.clockSkew();
		if (!revocation.asksCrls()) {
			return new StoreCrls(List.of(), List.of(), skew);
		}
		Stream<CrlInUse> files = trust.crls().stream().map(CrlInUse::of);
		Stream<CrlInUse> fetched = revocation.fetched().stream().flatMap((crl) -> CrlInUse.of(crl).stream());
		return new StoreCrls(
				Stream.concat(files, fetched).sorted(Comparator.comparing((crl) -> crl.lifetime().until())).toList(),
				revocation.fetched().stream().flatMap((crl) -> MissingCrl.of(crl).stream()).toList(), skew);
	}

	/**
	 * How long it takes until the first of the lists ends.
	 * @param now the moment
	 * @return the seconds, negative if it has ended; {@code NaN} if there are no lists
	 */
	double secondsLeft(Instant now) {
		return this.lists.stream().mapToDouble((crl) -> crl.secondsLeft(now)).min().orElse(Double.NaN);
	}

	/**
	 * What is wrong.
	 * @param now the moment
	 * @return sentences, the most urgent first
	 */
	List<String> problems(Instant now) {
		return Stream
			.concat(this.lists.stream().map((crl) -> crl.problem(now, this.skew)),
					this.missing.stream().map(MissingCrl::problem))
			.filter((problem) -> !problem.isEmpty())
			.toList();
	}

	/**
	 * Whether no certificate that an anchor has issued is good as far as the lists say.
	 * Of an anchor without any list that is not certain: there are indirect lists.
	 * @param trust the anchors
	 * @param now the moment
	 * @return whether no list of any valid anchor is current, or none could be fetched
	 */
	boolean sayNothing(TrustMaterial trust, Instant now) {
		if (this.missing.stream().anyMatch(MissingCrl::isBeingFetched)) {
			return false;
		}
		if (this.lists.isEmpty()) {
			return !this.missing.isEmpty();
		}
		return trust.anchors()
			.stream()
			.filter((anchor) -> Lifetime.of(anchor).includes(now))
			.map((anchor) -> this.lists.stream()
				.filter((crl) -> crl.issuer().equals(anchor.getSubjectX500Principal()))
				.toList())
			.allMatch((own) -> !own.isEmpty() && own.stream().noneMatch((crl) -> crl.isCurrent(now, this.skew)));
	}

}
