package io.mtlsboot.autoconfigure;

/**
 * Mutual TLS is on the class path and not switched off, but nothing is configured.
 */
final class MtlsNotConfiguredException extends MtlsConfigurationException {

	private static final long serialVersionUID = 1L;

	MtlsNotConfiguredException() {
		super("Mutual TLS has no identity and no trust anchors: no 'mtls.*' property says who this service is and whom it believes",
				"""
						Tell the service who it is and whom it believes:

						    mtls:
						      identity: { certificate: /run/mtls/tls.crt, private-key: /run/mtls/tls.key }
						      trust: { anchors: /run/mtls/ca.crt }

						On a laptop, let the development CA do it (add io.mtlsboot:mtls-dev-ca to the class path):

						    mtls:
						      dev-ca: { enabled: true }

						To run without mutual TLS, set 'mtls.enabled: false'.""");
	}

}
