package io.mtlsboot.revocation.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.mtlsboot.x509.PrintableText;

/**
 * Whom certificates may make us contact beyond the public Internet. What we are
 * configured to contact ourselves needs no permission.
 *
 * @param allowedHosts host names such as {@code pki.corp.example}, patterns such as
 * {@code *.corp.example} that stand for every name below a domain, and address literals
 * such as {@code 10.1.2.3} or {@code [fd00::1]}, each compared with the host of the URI
 * as the certificate has it; such a host may have any address and any port. Default: none
 */
public record FetchPolicy(List<String> allowedHosts) {

	/**
	 * Certificates may make us contact port 80 of public addresses only.
	 */
	public static final FetchPolicy PUBLIC_ONLY = new FetchPolicy(List.of());

	private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)*|\\[[0-9a-f:.]+]");

	private static final String ANY_BELOW = "*.";

	/**
	 * Checks and copies the list.
	 * @param allowedHosts host names, patterns and address literals
	 * @throws IllegalArgumentException if one of them is none of these
	 */
	public FetchPolicy {
		allowedHosts = allowedHosts.stream().map(FetchPolicy::host).toList();
	}

	/**
	 * Whether a host is allowed by name.
	 * @param host the host of an URI
	 * @return whether it is among the allowed ones
	 */
	boolean allows(String host) {
		String name = name(host);
		return this.allowedHosts.stream()
			.anyMatch((allowed) -> allowed.startsWith(ANY_BELOW) ? isBelow(name, allowed.substring(1))
					: name.equals(allowed));
	}

	private static boolean isBelow(String name, String domain) {
		return name.endsWith(domain) && name.length() > domain.length();
	}

	private static String host(String host) {
		String name = name(host.strip());
		if (!HOST.matcher(name).matches()) {
			throw new IllegalArgumentException("Unable to allow the host '" + PrintableText.of(host)
					+ "': expected a host name, '*.' and a domain, or an address literal");
		}
		return name;
	}

	// RFC 4343: case means nothing; a dot at the end only keeps search lists out
	private static String name(String host) {
		String name = host.toLowerCase(Locale.ROOT);
		return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
	}

}
