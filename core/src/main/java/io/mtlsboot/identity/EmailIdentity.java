package io.mtlsboot.identity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.mtlsboot.x509.DnsName;
import io.mtlsboot.x509.PrintableText;

/**
 * A mail address that a workload proves.
 * <p>
 * The host is in lower case, the mailbox as the certificate has it (RFC 5280 §7.5).
 *
 * @param value the address, such as {@code web@shop.example}
 */
public record EmailIdentity(String value) implements WorkloadIdentity {

	// RFC 5321 4.1.2 and 4.5.3.1.1: a dot-string; nobody needs a quoted one
	private static final Pattern ADDRESS = Pattern
		.compile("((?=[^@]{1,64}@)[\\w!#$%&'*+/=?^`{|}~-]+(?:\\.[\\w!#$%&'*+/=?^`{|}~-]+)*)@([^@]{1,253})");

	/**
	 * Proves that a text is a mail address and puts its host in lower case.
	 * @param value the text
	 * @throws IllegalArgumentException if it is not a mailbox, {@code @} and a host name
	 */
	public EmailIdentity {
		Matcher address = ADDRESS.matcher(value);
		if (!address.matches() || !DnsName.isDnsName(address.group(2))) {
			throw new IllegalArgumentException("Unable to use '" + PrintableText.of(value)
					+ "' as mail address: expected a mailbox without quotes, '@' and a host name");
		}
		value = address.group(1) + "@" + new DnsName(address.group(2)).value();
	}

	@Override
	public IdentityType type() {
		return IdentityType.EMAIL;
	}

	@Override
	public String toString() {
		return type().prefix() + this.value;
	}

}
