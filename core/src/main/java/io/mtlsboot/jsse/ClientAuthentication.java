package io.mtlsboot.jsse;

/**
 * What the server side asks of callers. Nothing else can weaken a context: neither a
 * setting of an engine nor of a socket.
 */
public enum ClientAuthentication {

	/**
	 * A caller without a certificate that is verified and authorized gets no connection.
	 */
	REQUIRED,

	/**
	 * A certificate is asked for, and whatever is presented or not gets a connection:
	 * <strong>nobody is verified</strong>. Whoever uses such a context must judge each
	 * caller with {@link PeerVerdicts} and must believe only those that it trusts. For
	 * the time in which callers move to mutual TLS.
	 */
	OBSERVED

}
