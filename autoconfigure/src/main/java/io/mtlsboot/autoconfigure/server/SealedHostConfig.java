package io.mtlsboot.autoconfigure.server;

import java.util.Set;

import io.mtlsboot.jsse.TlsProfile;
import org.apache.tomcat.util.net.SSLContext;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/**
 * The TLS of a connector, which has our context and requires a client certificate for as
 * long as it lives: neither can be changed from outside.
 */
final class SealedHostConfig extends SSLHostConfig {

	private static final long serialVersionUID = 1L;

	private static final String REQUIRED = "required";

	private final transient TomcatSslContext context;

	private final transient Set<SSLHostConfigCertificate> certificates;

	SealedHostConfig(String hostName, TomcatSslContext context, TlsProfile profile) {
		this.context = context;
		this.certificates = Set.of(new SealedCertificate(this, context));
		super.setHostName(hostName);
		super.setCertificateVerification(REQUIRED);
		setProtocols(String.join("+", profile.protocols()));
		setCiphers(String.join(",", profile.cipherSuites().stream().filter((suite) -> !isTls13(suite)).toList()));
		setCipherSuites(String.join(",", profile.cipherSuites().stream().filter(SealedHostConfig::isTls13).toList()));
		setHonorCipherOrder(true);
	}

	@Override
	public void setCertificateVerification(String certificateVerification) {
		if (!REQUIRED.equals(certificateVerification)) {
			throw Refusals.connector(getHostName(), "certificateVerification '" + certificateVerification + "'",
					"'" + REQUIRED + "'");
		}
	}

	@Override
	public void addCertificate(SSLHostConfigCertificate certificate) {
		throw Refusals.connector(getHostName(), "another certificate", "that of 'mtls.identity' alone");
	}

	@Override
	public Set<SSLHostConfigCertificate> getCertificates(boolean createDefaultIfEmpty) {
		return this.certificates;
	}

	/**
	 * For Tomcat's line in the log, which would name a file that is not there.
	 */
	@Override
	public String getTruststoreFile() {
		return this.context.material().trust().location();
	}

	// RFC 8446 appendix B.4: TLS 1.3 suites do not name a key exchange
	private static boolean isTls13(String suite) {
		return !suite.contains("_WITH_");
	}

	/**
	 * A certificate whose context stays ours.
	 */
	private static final class SealedCertificate extends SSLHostConfigCertificate {

		private static final long serialVersionUID = 1L;

		private final transient TomcatSslContext context;

		SealedCertificate(SSLHostConfig hostConfig, TomcatSslContext context) {
			super(hostConfig, SSLHostConfigCertificate.Type.UNDEFINED);
			this.context = context;
		}

		@Override
		public String getCertificateKeystoreFile() {
			return this.context.material().key().location();
		}

		@Override
		public String getCertificateKeyAlias() {
			return "mtls";
		}

		@Override
		public SSLContext getSslContext() {
			return this.context;
		}

		@Override
		public void setSslContext(SSLContext sslContext) {
			throw Refusals.connector(getSSLHostConfig().getHostName(), "another SSLContext", "that of 'mtls.server'");
		}

	}

}
