package io.mtlsboot.autoconfigure.server;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

import org.apache.catalina.Globals;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.net.SSLSupport;

/**
 * What the peer of a request has presented, also where the request does not show it.
 */
final class PresentedCertificates {

	private PresentedCertificates() {
	}

	static List<X509Certificate> of(Request request) {
		if (request.getAttribute(SSLSupport.SESSION_MGR) instanceof JudgedSslSupport judged) {
			return judged.presented();
		}
		return (request.getAttribute(Globals.CERTIFICATES_ATTR) instanceof X509Certificate[] chain)
				? Arrays.asList(chain) : List.of();
	}

	static boolean hasTls(Request request) {
		return request.getAttribute(SSLSupport.SESSION_MGR) != null;
	}

}
