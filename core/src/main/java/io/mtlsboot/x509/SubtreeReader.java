package io.mtlsboot.x509;

import java.security.cert.CertificateParsingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.mtlsboot.asn1.DerElement;
import io.mtlsboot.asn1.DerReader;

/**
 * Reads the subtrees of name constraints. A constraint that is not exactly of a form that
 * RFC 5280 defines is an error: implementations differ in what they make of it.
 */
final class SubtreeReader {

	private static final int EMAIL = DerReader.CONTEXT | 1;

	private static final int DNS = DerReader.CONTEXT | 2;

	private static final int DIRECTORY = DerReader.CONTEXT | DerReader.CONSTRUCTED | 4;

	private static final int URI = DerReader.CONTEXT | 6;

	private static final int ADDRESSES = DerReader.CONTEXT | 7;

	private static final int MINIMUM = DerReader.CONTEXT;

	private static final int TAG_NUMBER = 0x1F;

	private static final int LAST_TAG_NUMBER = 8;

	private SubtreeReader() {
	}

	static List<Subtree> read(DerReader subtrees, int max) throws CertificateParsingException {
		List<Subtree> read = new ArrayList<>();
		do {
			// RFC 5280 4.2.1.10: a sequence of at least one
			if (read.size() == max) {
				throw malformed("at most " + max + " subtrees");
			}
			read.add(subtree(subtrees.next(DerReader.SEQUENCE).reader()));
		}
		while (subtrees.hasNext());
		return Collections.unmodifiableList(read);
	}

	private static Subtree subtree(DerReader subtree) throws CertificateParsingException {
		DerElement base = subtree.next();
		// The minimum is always zero and there is no maximum
		if (subtree.nextIs(MINIMUM) && !subtree.next().contains(new byte[1])) {
			throw malformed("a minimum distance of zero");
		}
		subtree.end();
		return switch (base.tag()) {
			case EMAIL -> email(base.ascii('!'));
			case DNS -> new Subtree.Dns(labels(base.ascii('!')));
			case DIRECTORY -> directory(base);
			case URI -> new Subtree.Uri(host(base.ascii('!')));
			case ADDRESSES -> addresses(base);
			default -> other(base.tag());
		};
	}

	private static Subtree email(String text) throws CertificateParsingException {
		int at = text.indexOf('@');
		if (at < 0) {
			return new Subtree.Email(null, host(text));
		}
		if (at == 0 || !DnsName.isDnsName(text.substring(at + 1))) {
			throw malformed("a mail address, a host or a domain, found '" + text + "'");
		}
		return new Subtree.Email(text.substring(0, at), host(text.substring(at + 1)));
	}

	private static Subtree.Host host(String text) throws CertificateParsingException {
		boolean below = text.startsWith(".");
		return new Subtree.Host(labels(below ? text.substring(1) : text), below);
	}

	private static List<String> labels(String text) throws CertificateParsingException {
		if (text.isEmpty()) {
			return List.of();
		}
		if (!DnsName.isDnsName(text)) {
			throw malformed("a host name without wildcard, found '" + text + "'");
		}
		return ConstrainedName.Dns.labels(text);
	}

	private static Subtree directory(DerElement base) throws CertificateParsingException {
		return new Subtree.Directory(ConstrainedName.Directory.of(base.reader().only(DerReader.SEQUENCE).reader()));
	}

	private static Subtree addresses(DerElement base) throws CertificateParsingException {
		int length = base.length() / 2;
		if (base.length() != 8 && base.length() != 32) {
			throw malformed("an address and a mask of 8 or 32 octets, found " + base.length());
		}
		List<Integer> octets = new ArrayList<>();
		List<Integer> mask = new ArrayList<>();
		for (int i = 0; i < length; i++) {
			octets.add(base.octet(i));
			mask.add(base.octet(length + i));
		}
		requirePrefix(mask);
		return new Subtree.Addresses(List.copyOf(octets), List.copyOf(mask));
	}

	// RFC 4632 as RFC 5280 cites it: ones, then zeros
	private static void requirePrefix(List<Integer> mask) throws CertificateParsingException {
		boolean ended = false;
		for (int octet : mask) {
			int inverted = ~octet & 0xFF;
			if ((ended && octet != 0) || (inverted & (inverted + 1)) != 0) {
				throw malformed("a mask of ones and then zeros");
			}
			ended |= octet != 0xFF;
		}
	}

	private static Subtree other(int tag) throws CertificateParsingException {
		int number = tag & TAG_NUMBER;
		if ((tag & DerReader.CONTEXT) == 0 || number > LAST_TAG_NUMBER) {
			throw malformed("the tag of a GeneralName, found 0x" + Integer.toHexString(tag));
		}
		return new Subtree.Other(number);
	}

	private static CertificateParsingException malformed(String expected) {
		return new CertificateParsingException("Unable to read name constraints: expected " + expected);
	}

}
