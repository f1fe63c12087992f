package io.mtlsboot.revocation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.x509.CrlSigning;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Answers one question from the lists that may know.
 */
final class CrlInquiry {

	private static final int MAX_NAMED = 3;

	private final RevocationQuery query;

	private final X509Certificate certificate;

	private final List<DistributionPoint> points;

	private final List<RevocationList> candidates;

	private final List<SignedCrl> signed;

	CrlInquiry(RevocationQuery query, Map<X500Principal, List<RevocationList>> byIssuer) {
		this.query = query;
		this.certificate = query.certificate();
		this.points = DistributionPoint.of(this.certificate);
		this.candidates = issuers().stream()
			.flatMap((issuer) -> byIssuer.getOrDefault(issuer, List.of()).stream())
			.filter(this::maySpeak)
			.toList();
		CrlSignatories signatories = new CrlSignatories(query);
		this.signed = this.candidates.stream().flatMap((crl) -> signatories.prove(crl).stream()).toList();
	}

	private Set<X500Principal> issuers() {
		Set<X500Principal> issuers = new LinkedHashSet<>(List.of(this.certificate.getIssuerX500Principal()));
		this.points.forEach((point) -> issuers.addAll(point.issuers()));
		return issuers;
	}

	// Whoever is not the issuer needs that the certificate names it and that it says so
	private boolean maySpeak(RevocationList crl) {
		return crl.scope().indirect() || crl.issuer().equals(this.certificate.getIssuerX500Principal());
	}

	RevocationStatus status() {
		for (SignedCrl one : this.signed) {
			Optional<RevokedEntry> entry = one.crl()
				.find(this.certificate.getIssuerX500Principal(), this.certificate.getSerialNumber());
			if (entry.isPresent()) {
				return new RevocationStatus.Revoked(evidence(entry.get(), one.crl()));
			}
		}
		CrlCoverage coverage = new CrlCoverage();
		this.signed.forEach((one) -> cover(one, coverage));
		Instant end = coverage.end();
		return (end != null) ? new RevocationStatus.Good(end)
				: new RevocationStatus.Unknown(evidence(objections(coverage.missing())));
	}

	private void cover(SignedCrl one, CrlCoverage coverage) {
		CrlCurrency currency = new CrlCurrency(one.crl(), this.query);
		if (currency.objection() == null) {
			Instant end = currency.end().isBefore(one.signerEnd()) ? currency.end() : one.signerEnd();
			coverage.add(reasons(one.crl()), end);
		}
	}

	private int reasons(RevocationList crl) {
		int reasons = 0;
		for (DistributionPoint point : this.points) {
			reasons |= point.reasons(crl, this.certificate);
		}
		return reasons;
	}

	private String evidence(RevokedEntry entry, RevocationList crl) {
		return "serial number " + this.certificate.getSerialNumber().toString(16) + ", revoked " + entry.since()
				+ ", reason " + entry.reason() + ", by the CRL of '" + PrintableText.of(crl.issuer()) + "' of "
				+ crl.thisUpdate();
	}

	private String evidence(String known) {
		return "required: a current CRL of '" + PrintableText.of(this.certificate.getIssuerX500Principal())
				+ "' for serial number " + this.certificate.getSerialNumber().toString(16) + ", known: " + known
				+ ", now " + this.query.now();
	}

	private String objections(int missing) {
		if (this.candidates.isEmpty()) {
			return "none";
		}
		if (this.signed.isEmpty() && !CrlSigning.isAllowedBy(this.query.issuer())) {
			return this.candidates.size() + ", but the key usage of that CA lacks cRLSign";
		}
		List<String> objections = new ArrayList<>();
		this.signed.forEach((one) -> objections.add("one " + objection(one.crl(), missing)));
		if (this.signed.size() < this.candidates.size()) {
			objections.add("one signed by another key");
		}
		return objections.stream().distinct().limit(MAX_NAMED).collect(Collectors.joining(" and "));
	}

	private String objection(RevocationList crl, int missing) {
		@Nullable String objection = new CrlCurrency(crl, this.query).objection();
		if (objection != null) {
			return objection;
		}
		return (reasons(crl) == 0) ? "for other certificates (by its issuing distribution point)"
				: "that does not say " + Reasons.names(missing);
	}

}
