package io.mtlsboot.autoconfigure.actuate;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

import io.mtlsboot.rotation.Generation;
import io.mtlsboot.rotation.MaterialStore;
import io.mtlsboot.rotation.RotationEvent;
import io.mtlsboot.x509.CertificateChain;
import io.mtlsboot.x509.Fingerprint;
import io.mtlsboot.x509.PrintableText;
import io.mtlsboot.x509.SubjectAlternativeName;
import org.jspecify.annotations.Nullable;

/**
 * Describes the certificates of a generation as they are at one moment.
 *
 * @param now the moment
 */
record CertificateDescriber(Instant now) {

	MtlsDescriptor.Store store(MaterialStore store) {
		Generation generation = store.current();
		return new MtlsDescriptor.Store(store.name(), generation.number(), generation.loadedAt(),
				stale(store.failure()), identity(generation.material().key().chain()),
				generation.material().trust().anchors().stream().map(CertificateDescriber::authority).toList(),
				generation.material().trust().crls().stream().map(CrlDescriber::listed).toList());
	}

	private static MtlsDescriptor.@Nullable Stale stale(RotationEvent.@Nullable Failed failed) {
		return (failed != null) ? new MtlsDescriptor.Stale(failed.since(), failed.failure().problem().name(),
				PrintableText.of(String.valueOf(failed.failure().getMessage()))) : null;
	}

	private MtlsDescriptor.Identity identity(CertificateChain chain) {
		X509Certificate leaf = chain.leaf();
		List<X509Certificate> certificates = chain.certificates();
		Lifetime lifetime = Lifetime.of(leaf);
		return new MtlsDescriptor.Identity(PrintableText.of(leaf.getSubjectX500Principal()), names(leaf), serial(leaf),
				Fingerprint.of(leaf).value(), PrintableText.of(leaf.getIssuerX500Principal()), lifetime.from(),
				lifetime.until(), Lifetime.ofAll(certificates).left(this.now),
				certificates.stream().skip(1).map(CertificateDescriber::authority).toList());
	}

	private static MtlsDescriptor.Authority authority(X509Certificate certificate) {
		Lifetime lifetime = Lifetime.of(certificate);
		return new MtlsDescriptor.Authority(PrintableText.of(certificate.getSubjectX500Principal()),
				serial(certificate), Fingerprint.of(certificate).value(), lifetime.from(), lifetime.until());
	}

	private static String serial(X509Certificate certificate) {
		return PrintableText.of(certificate.getSerialNumber().toString(16));
	}

	private static List<MtlsDescriptor.Name> names(X509Certificate certificate) {
		try {
			return SubjectAlternativeName.read(certificate).stream().map(CertificateDescriber::name).toList();
		}
		catch (CertificateParsingException ex) {
			return List.of(new MtlsDescriptor.Name("unreadable", PrintableText.of(String.valueOf(ex.getMessage()))));
		}
	}

	private static MtlsDescriptor.Name name(SubjectAlternativeName name) {
		return new MtlsDescriptor.Name(type(name), PrintableText.of(name.value()));
	}

	private static String type(SubjectAlternativeName name) {
		if (name instanceof SubjectAlternativeName.Dns) {
			return "dns";
		}
		if (name instanceof SubjectAlternativeName.Uri) {
			return "uri";
		}
		if (name instanceof SubjectAlternativeName.Email) {
			return "email";
		}
		return (name instanceof SubjectAlternativeName.IpAddress) ? "ip" : "other";
	}

}
