package io.mtlsboot.identity;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.mtlsboot.x509.PrintableText;

/**
 * A SPIFFE ID taken apart; the segments are not yet proven, because those of a pattern
 * may be wildcards.
 *
 * @param trustDomain the trust domain
 * @param segments the segments of the path, at least one
 */
record SpiffePath(TrustDomain trustDomain, List<String> segments) {

	private static final String PREFIX = "spiffe://";

	// In any case, but of ASCII letters only: String also takes the long s for an s
	private static final Pattern SCHEME = Pattern.compile("spiffe:", Pattern.CASE_INSENSITIVE);

	// SPIFFE ID 2.3
	private static final int MAX_LENGTH = 2048;

	// SPIFFE ID 2.2: percent-encoding and relative segments are not allowed
	private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._-]+");

	static SpiffePath parse(String text) {
		if (text.length() > MAX_LENGTH || !isSpiffe(text) || !text.startsWith("//", PREFIX.length() - 2)) {
			throw malformed(text);
		}
		// The limit keeps what is empty behind the last slash
		List<String> parts = List.of(text.substring(PREFIX.length()).split("/", -1));
		if (parts.size() < 2) {
			throw malformed(text);
		}
		return new SpiffePath(new TrustDomain(parts.get(0)), parts.subList(1, parts.size()));
	}

	static boolean isSpiffe(String uri) {
		return SCHEME.matcher(uri).lookingAt();
	}

	static boolean isOf(String id, TrustDomain trustDomain) {
		return id.startsWith(trustDomain.value(), PREFIX.length()) && id.startsWith("/", startOf(trustDomain));
	}

	/** Where the path of an ID of a trust domain begins, with its first slash. */
	static int startOf(TrustDomain trustDomain) {
		return PREFIX.length() + trustDomain.value().length();
	}

	static boolean isSegment(String text) {
		return SEGMENT.matcher(text).matches() && !".".equals(text) && !"..".equals(text);
	}

	static IllegalArgumentException malformed(String text) {
		return new IllegalArgumentException(String.format(Locale.ROOT,
				"Unable to use '%s' as SPIFFE ID: expected 'spiffe://<trust domain>/<path>' with segments of letters, "
						+ "digits, '.', '-' and '_', no more than %d characters",
				PrintableText.of(text), MAX_LENGTH));
	}

	@Override
	public String toString() {
		return PREFIX + this.trustDomain + "/" + String.join("/", this.segments);
	}

}
