package io.mtlsboot.autoconfigure.actuate;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * URLs without user info, query and fragment: that is where people put passwords and
 * tokens.
 */
final class PublicUrl {

	private static final Pattern USER_INFO = Pattern.compile("(?i)(\\bhttps?://)[^\\s/?#]*@");

	// To the next space, since a quote may belong to it
	private static final Pattern QUERY = Pattern.compile("(?i)(\\bhttps?://[^\\s?#]*)[?#]\\S*");

	private PublicUrl() {
	}

	/**
	 * What may be shown of a URL.
	 * @param url the URL
	 * @return the URL without secrets, printable; {@code null} if it has no host
	 */
	static @Nullable String of(String url) {
		try {
			return of(new URI(url.strip()));
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	/**
	 * What may be shown of a URL.
	 * @param uri the URL
	 * @return the URL without secrets, printable; {@code null} if it has no host
	 */
	static @Nullable String of(URI uri) {
		if (uri.getHost() == null) {
			return null;
		}
		try {
			URI plain = new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null);
			return PrintableText.of(plain.toString());
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	/**
	 * A name for a URL in messages.
	 * @param uri the URL
	 * @return the URL without secrets, printable, or what is wrong with it
	 */
	static String named(URI uri) {
		String shown = of(uri);
		return (shown != null) ? shown : "an URL without a host";
	}

	/**
	 * What may be shown of a text that names a URL, or several.
	 * @param text the text
	 * @param uri the URL that it names
	 * @return the text without secrets, printable
	 */
	static String in(String text, URI uri) {
		if (uri.getRawUserInfo() != null) {
			// What was cut to its length may end within a password
			return "expected an URL without user information";
		}
		return in(text.replace(PrintableText.of(uri.toString()), named(uri)));
	}

	/**
	 * What may be shown of a text that may name URLs.
	 * @param text the text
	 * @return the text without secrets, printable
	 */
	static String in(String text) {
		String anonymous = USER_INFO.matcher(PrintableText.of(text)).replaceAll("$1");
		return QUERY.matcher(anonymous).replaceAll("$1?…");
	}

}
