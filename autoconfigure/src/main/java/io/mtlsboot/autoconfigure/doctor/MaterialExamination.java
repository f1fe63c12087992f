package io.mtlsboot.autoconfigure.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.mtlsboot.autoconfigure.Finding;
import io.mtlsboot.autoconfigure.MaterialRemedy;
import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.revocation.RevocationList;
import io.mtlsboot.x509.KeyPurpose;
import io.mtlsboot.x509.SubjectAlternativeName;

/**
 * Examines the material of a scope as a start would load it now.
 *
 * @param sources where it comes from
 * @param now what time it is
 */
record MaterialExamination(MaterialSources sources, Instant now) {

	/** Whoever renews certificates does so earlier. */
	private static final double LAST_PART = 1.0 / 3;

	/** To replace a CA takes weeks, wherever it is believed. */
	private static final Duration ANCHOR_NOTICE = Duration.ofDays(60);

	private static final int MAX_NAMES = 10;

	List<Finding> of(MaterialScope scope) {
		try {
			TlsMaterial material = this.sources.sourceFor(scope).load();
			material.key().requireValidAt(this.now);
			scope.purposes().forEach(material.key()::requirePurpose);
			return findings(scope, material);
		}
		catch (MaterialException ex) {
			return List.of(Check.MATERIAL.error(scope.name(),
					ex.problem() + ": " + ex.getMessage() + ". " + MaterialRemedy.of(ex.problem())));
		}
		catch (MtlsConfigurationException ex) {
			return List.of(Check.CONFIGURATION.error(scope.name(), ex.getMessage() + ". " + ex.action()));
		}
	}

	private List<Finding> findings(MaterialScope scope, TlsMaterial material) {
		List<Finding> findings = new ArrayList<>();
		findings.add(Check.MATERIAL.ok(scope.name(), material.key()
				+ ": the key matches, the chain is complete, it may be used as " + purposes(material.key())));
		findings.add(lifetime(scope, material.key()));
		if (scope.equals(MaterialScope.SERVER)) {
			findings.addAll(names(scope, material.key().leaf()));
		}
		findings.addAll(anchors(scope, material.trust()));
		findings.addAll(crls(scope, material.trust()));
		return findings;
	}

	private static String purposes(KeyMaterial key) {
		return String.join(" and ",
				Stream.of(KeyPurpose.values())
					.filter((purpose) -> purpose.isAllowedBy(key.leaf()))
					.map(Object::toString)
					.toList());
	}

	private Finding lifetime(MaterialScope scope, KeyMaterial key) {
		X509Certificate first = key.chain()
			.certificates()
			.stream()
			.min(Comparator.comparing((certificate) -> certificate.getNotAfter().toInstant()))
			.orElse(key.leaf());
		Instant end = first.getNotAfter().toInstant();
		long whole = Duration.between(first.getNotBefore().toInstant(), end).toSeconds();
		String what = "certificate '" + first.getSubjectX500Principal() + "' is valid until " + end;
		return (Duration.between(this.now, end).toSeconds() < whole * LAST_PART)
				? Check.LIFETIME.warning(scope.name(), what + ", less than a third of its lifetime is left: renew it")
				: Check.LIFETIME.ok(scope.name(), what);
	}

	private static List<Finding> names(MaterialScope scope, X509Certificate leaf) {
		List<String> hosts = hosts(leaf);
		if (hosts.isEmpty()) {
			return List.of();
		}
		List<String> unknown = hosts.stream().filter((host) -> !resolves(host)).toList();
		return List.of((unknown.size() == hosts.size())
				? Check.OWN_NAMES.warning(scope.name(),
						"none of the names of our certificate has an address: '" + String.join("', '", unknown)
								+ "'; callers that look for one of them do not find us")
				: Check.OWN_NAMES.ok(scope.name(),
						"names of our certificate that have an address: '"
								+ String.join("', '", hosts.stream().filter((host) -> !unknown.contains(host)).toList())
								+ "'"));
	}

	private static List<String> hosts(X509Certificate leaf) {
		try {
			return SubjectAlternativeName.read(leaf)
				.stream()
				.filter(SubjectAlternativeName.Dns.class::isInstance)
				.map(SubjectAlternativeName::value)
				.filter((name) -> !name.startsWith("*"))
				.limit(MAX_NAMES)
				.toList();
		}
		catch (CertificateParsingException ex) {
			return List.of();
		}
	}

	private static boolean resolves(String host) {
		try {
			return InetAddress.getAllByName(host).length > 0;
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	private List<Finding> anchors(MaterialScope scope, TrustMaterial trust) {
		List<Finding> findings = new ArrayList<>();
		for (X509Certificate anchor : trust.anchors()) {
			Instant end = anchor.getNotAfter().toInstant();
			String what = "anchor '" + anchor.getSubjectX500Principal() + "' from '" + trust.location() + "' ";
			if (this.now.isAfter(end)) {
				findings.add(Check.ANCHORS.warning(scope.name(),
						what + "ended at " + end + " and believes nobody: add the current certificate of the CA"));
			}
			else if (this.now.plus(ANCHOR_NOTICE).isAfter(end)) {
				findings.add(Check.ANCHORS.warning(scope.name(),
						what + "ends at " + end + ": add the next one of the CA now"));
			}
		}
		boolean useless = trust.anchors()
			.stream()
			.allMatch((anchor) -> this.now.isAfter(anchor.getNotAfter().toInstant()));
		if (useless) {
			findings.add(Check.ANCHORS.error(scope.name(), "no anchor is valid now, so that no peer can be verified"));
		}
		return findings.isEmpty() ? List.of(Check.ANCHORS.ok(scope.name(), trust.toString())) : findings;
	}

	private List<Finding> crls(MaterialScope scope, TrustMaterial trust) {
		return trust.crls().stream().map((crl) -> crl(scope, crl)).toList();
	}

	private Finding crl(MaterialScope scope, RevocationList crl) {
		String what = "CRL of '" + crl.issuer() + "' from '" + crl.location() + "' ";
		return crl.nextUpdate()
			.filter(this.now::isAfter)
			.map((end) -> Check.CRLS.error(scope.name(),
					what + "ended at " + end + ": fetch the current one from the CA"))
			.orElseGet(() -> Check.CRLS.ok(scope.name(),
					what + "is current" + crl.nextUpdate().map((end) -> ", until " + end).orElse(" and has no end")));
	}

}
