package io.mtlsboot.autoconfigure;

import javax.net.ssl.SSLContext;

import io.mtlsboot.jsse.MtlsContext;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslManagerBundle;

/**
 * The published bundle over one generation of material, for either side of a connection.
 *
 * @param callees verifies callees
 * @param managers our key, and a trust manager for either side
 * @param sslContext a context of the JDK over these managers
 */
record BundleContext(MtlsContext callees, SslManagerBundle managers, SSLContext sslContext) {

	static BundleContext of(MtlsContext callees, MtlsContext callers) {
		SslManagerBundle managers = new FixedManagerBundle(callees.keyManager(),
				new EitherSideTrustManager(callers.trustManager(), callees.trustManager()));
		return new BundleContext(callees, managers, managers.createSslContext(SslBundle.DEFAULT_PROTOCOL));
	}

}
