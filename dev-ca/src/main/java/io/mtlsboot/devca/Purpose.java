package io.mtlsboot.devca;

import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * What a certificate may be used for in TLS.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12">RFC 5280,
 * 4.2.1.12</a>
 */
public enum Purpose {

	/**
	 * The holder accepts connections.
	 */
	SERVER_AUTH,

	/**
	 * The holder opens connections.
	 */
	CLIENT_AUTH;

	KeyPurposeId id() {
		return switch (this) {
			case SERVER_AUTH -> KeyPurposeId.id_kp_serverAuth;
			case CLIENT_AUTH -> KeyPurposeId.id_kp_clientAuth;
		};
	}

}
