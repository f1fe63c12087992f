package io.mtlsboot.jsse;

import java.security.NoSuchAlgorithmException;

import javax.net.ssl.SSLContext;

/**
 * Has a server of the JDK keep its sessions and give away references to them, instead of
 * tickets that hold everything. A ticket cannot be taken back, the JDK never looks at its
 * age, and to write and read one takes nearly half of a resumed handshake of TLS 1.2.
 * <p>
 * There is no setting of a context for that: a context reads a system property when it is
 * created, and does not look at it again.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5246#section-7.3">RFC 5246 §7.3</a>
 */
final class KeptSessions {

	private static final String TICKETS = "jdk.tls.server.enableSessionTicketExtension";

	private KeptSessions() {
	}

	/**
	 * Creates a context while the property is set, so that contexts of others are as they
	 * would be without us.
	 * @return a context that is not initialized
	 * @throws NoSuchAlgorithmException if there is none
	 */
	static synchronized SSLContext create() throws NoSuchAlgorithmException {
		String before = System.getProperty(TICKETS);
		System.setProperty(TICKETS, "false");
		try {
			return SSLContext.getInstance("TLS");
		}
		finally {
			if (before != null) {
				System.setProperty(TICKETS, before);
			}
			else {
				System.clearProperty(TICKETS);
			}
		}
	}

}
