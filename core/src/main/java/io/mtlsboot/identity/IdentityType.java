package io.mtlsboot.identity;

/**
 * The kinds of name that can identify a workload, as they are written in the
 * {@code mtls.security.principal} property.
 */
public enum IdentityType {

	/**
	 * The one URI subject alternative name of an X.509-SVID.
	 */
	SPIFFE_ID("spiffe:"),

	/**
	 * The one DNS subject alternative name.
	 */
	DNS("dns:"),

	/**
	 * The one URI subject alternative name, of any scheme but {@code spiffe}.
	 */
	URI("uri:"),

	/**
	 * The one e-mail subject alternative name.
	 */
	EMAIL("email:"),

	/**
	 * The one common name of the subject.
	 */
	COMMON_NAME("cn:");

	private final String prefix;

	IdentityType(String prefix) {
		this.prefix = prefix;
	}

	/**
	 * What a typed name begins with, in patterns and in the text of an identity.
	 * @return the prefix with its colon; that of a SPIFFE ID is its scheme
	 */
	String prefix() {
		return this.prefix;
	}

}
