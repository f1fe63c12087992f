package io.mtlsboot.autoconfigure.server;

import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLSession;

import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SSLUtil;
import org.apache.tomcat.util.net.jsse.JSSEImplementation;

/**
 * JSSE for connectors that belong to {@code mtls.server}.
 * <p>
 * Tomcat asks it about every TLS configuration before that serves a connection: when a
 * port is bound, and when a configuration is replaced while the port is open. Any that is
 * not ours is refused; one that is replaced goes on serving. Public because Tomcat
 * creates it by name; of no use otherwise.
 */
public final class MtlsSslImplementation extends JSSEImplementation {

	/**
	 * Called by Tomcat.
	 */
	public MtlsSslImplementation() {
	}

	@Override
	public SSLUtil getSSLUtil(SSLHostConfigCertificate certificate) {
		SSLHostConfig hostConfig = certificate.getSSLHostConfig();
		if (!(hostConfig instanceof SealedHostConfig) || !hostConfig.getCertificates().contains(certificate)) {
			throw Refusals.connector(hostConfig.getHostName(), "a TLS configuration of somebody else",
					"that of 'mtls.server'");
		}
		return super.getSSLUtil(certificate);
	}

	@Override
	public SSLSupport getSSLSupport(SSLSession session, Map<String, List<String>> additionalAttributes) {
		return new TomcatTls(session, additionalAttributes);
	}

}
