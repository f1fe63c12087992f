package io.mtlsboot.identity;

import io.mtlsboot.x509.DnsName;

/**
 * A host name that a workload proves. A wildcard or an address is none.
 *
 * @param value the name in lower case
 */
public record DnsIdentity(String value) implements WorkloadIdentity {

	/**
	 * Proves that a text is a host name and puts it in lower case.
	 * @param value the text
	 * @throws IllegalArgumentException if it is not a host name
	 */
	public DnsIdentity {
		value = new DnsName(value).value();
	}

	@Override
	public IdentityType type() {
		return IdentityType.DNS;
	}

	@Override
	public String toString() {
		return type().prefix() + this.value;
	}

}
