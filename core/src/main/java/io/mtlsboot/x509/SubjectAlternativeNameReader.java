package io.mtlsboot.x509;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;

/**
 * Reads the subject alternative name extension from its DER encoding.
 */
final class SubjectAlternativeNameReader {

	// 2.5.29.17
	private static final String SUBJECT_ALTERNATIVE_NAME = "551d11";

	private static final int OTHER_NAME = DerReader.CONTEXT | DerReader.CONSTRUCTED;

	private static final int RFC822_NAME = DerReader.CONTEXT | 1;

	private static final int DNS_NAME = DerReader.CONTEXT | 2;

	private static final int X400_ADDRESS = DerReader.CONTEXT | DerReader.CONSTRUCTED | 3;

	private static final int DIRECTORY_NAME = DerReader.CONTEXT | DerReader.CONSTRUCTED | 4;

	private static final int EDI_PARTY_NAME = DerReader.CONTEXT | DerReader.CONSTRUCTED | 5;

	private static final int URI = DerReader.CONTEXT | 6;

	private static final int IP_ADDRESS = DerReader.CONTEXT | 7;

	private static final int REGISTERED_ID = DerReader.CONTEXT | 8;

	private static final int TAG_NUMBER = 0x1F;

	private SubjectAlternativeNameReader() {
	}

	static List<SubjectAlternativeName> read(X509Certificate certificate) throws CertificateParsingException {
		DerReader extension = TbsCertificate.of(certificate).extension(SUBJECT_ALTERNATIVE_NAME);
		if (extension == null) {
			return List.of();
		}
		DerReader reader = extension.only(DerReader.SEQUENCE).reader();
		List<SubjectAlternativeName> names = new ArrayList<>();
		do {
			// RFC 5280 4.2.1.6: the sequence must contain at least one entry
			names.add(name(reader.next()));
		}
		while (reader.hasNext());
		return Collections.unmodifiableList(names);
	}

	private static SubjectAlternativeName name(DerElement element) throws CertificateParsingException {
		if (element.length() == 0) {
			throw new CertificateParsingException(
					"Unable to read a subject alternative name: expected at least one octet, found none");
		}
		return switch (element.tag()) {
			case RFC822_NAME -> new SubjectAlternativeName.Email(element.ascii('!'));
			case DNS_NAME -> new SubjectAlternativeName.Dns(element.ascii('!'));
			case URI -> new SubjectAlternativeName.Uri(element.ascii('!'));
			case IP_ADDRESS -> new SubjectAlternativeName.IpAddress(IpAddresses.text(element));
			case REGISTERED_ID -> other(element);
			case OTHER_NAME, X400_ADDRESS, DIRECTORY_NAME, EDI_PARTY_NAME -> constructed(element);
			default -> throw new CertificateParsingException("Unable to read a subject alternative name: expected "
					+ "the tag of a GeneralName, found 0x" + Integer.toHexString(element.tag()));
		};
	}

	private static SubjectAlternativeName constructed(DerElement element) throws CertificateParsingException {
		DerReader content = element.reader();
		while (content.hasNext()) {
			content.next();
		}
		return other(element);
	}

	private static SubjectAlternativeName other(DerElement element) {
		return new SubjectAlternativeName.Other(element.tag() & TAG_NUMBER, element.hex());
	}

}
