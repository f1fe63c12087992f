package io.mtlsboot.autoconfigure.boringssl;

import java.util.Arrays;
import java.util.List;

import javax.net.ssl.SSLParameters;

import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.jsse.ClientAuthentication;
import io.mtlsboot.jsse.TlsEngines;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.internal.tcnative.SSL;

/**
 * What is set on an engine before it is used. Whatever cannot be had is refused, never
 * passed over.
 */
final class EngineSettings {

	private final TlsEngines.Settings context;

	private SSLParameters parameters;

	EngineSettings(TlsEngines.Settings context) {
		this.context = context;
		SSLParameters initial = new SSLParameters(supportedCipherSuites(), supportedProtocols());
		if (isServer()) {
			initial.setUseCipherSuitesOrder(true);
			requireCertificate(initial);
		}
		this.parameters = initial;
	}

	private boolean isServer() {
		return this.context.side() == HandshakeSide.SERVER;
	}

	private void requireCertificate(SSLParameters set) {
		if (this.context.authentication() == ClientAuthentication.REQUIRED) {
			set.setNeedClientAuth(true);
		}
		else {
			set.setWantClientAuth(true);
		}
	}

	String[] supportedCipherSuites() {
		return this.context.profile().cipherSuites().toArray(String[]::new);
	}

	String[] supportedProtocols() {
		return this.context.profile().protocols().toArray(String[]::new);
	}

	void requireMode(boolean client) {
		if (client == isServer()) {
			throw new IllegalArgumentException("Unable to change the mode: the context is for the "
					+ this.context.side() + " side of connections");
		}
	}

	void requireSessionCreation(boolean flag) {
		if (!flag) {
			throw new IllegalArgumentException("Unable to only resume sessions: BoringSSL always creates some");
		}
	}

	synchronized SSLParameters parameters() {
		return copy(this.parameters);
	}

	synchronized List<String> applicationProtocols() {
		return List.of(this.parameters.getApplicationProtocols());
	}

	synchronized void protocols(String[] protocols) {
		requireSubset("TLS versions", protocols, this.context.profile().protocols());
		this.parameters.setProtocols(protocols);
	}

	synchronized void cipherSuites(String[] suites) {
		requireSubset("cipher suites", suites, this.context.profile().cipherSuites());
		requireAllOfTls13(List.of(suites));
		this.parameters.setCipherSuites(suites);
	}

	synchronized void set(SSLParameters requested) {
		if (requested.getAlgorithmConstraints() != null
				&& !requested.getAlgorithmConstraints().getClass().getName().startsWith("sun.security.")) {
			// What the JDK itself has there is less than what the profile and the trust
			// manager demand
			throw new IllegalArgumentException("Unable to constrain algorithms: BoringSSL has no such setting");
		}
		SSLParameters next = copy(requested);
		next.setProtocols((requested.getProtocols() != null) ? requested.getProtocols() : supportedProtocols());
		next.setCipherSuites(
				(requested.getCipherSuites() != null) ? requested.getCipherSuites() : supportedCipherSuites());
		requireSubset("TLS versions", next.getProtocols(), this.context.profile().protocols());
		requireSubset("cipher suites", next.getCipherSuites(), this.context.profile().cipherSuites());
		requireAllOfTls13(List.of(next.getCipherSuites()));
		if (isServer()) {
			requireCertificate(next);
		}
		this.parameters = next;
	}

	private static void requireSubset(String what, String[] requested, List<String> supported) {
		if (requested.length == 0 || !supported.containsAll(Arrays.asList(requested))) {
			throw new IllegalArgumentException(
					"Unable to enable " + what + " " + Arrays.toString(requested) + ": expected some of " + supported);
		}
	}

	/**
	 * BoringSSL speaks all suites of TLS 1.3 or none.
	 * @param suites the suites that are wanted
	 */
	static void requireAllOfTls13(List<String> suites) {
		long wanted = suites.stream().filter(BoringSslEngines.TLS13_SUITES::contains).distinct().count();
		if (wanted != 0 && wanted != BoringSslEngines.TLS13_SUITES.size()) {
			throw new IllegalArgumentException("Unable to enable cipher suites " + suites
					+ ": BoringSSL has all of TLS 1.3 or none, expected " + BoringSslEngines.TLS13_SUITES);
		}
	}

	/**
	 * Sets what differs from the context.
	 * @param engine an engine of the context that has not been used
	 */
	synchronized void applyTo(ReferenceCountedOpenSslEngine engine) {
		if (!isServer()) {
			neverRenegotiate(engine);
			if (this.parameters.getServerNames() != null) {
				SSLParameters named = engine.getSSLParameters();
				named.setServerNames(this.parameters.getServerNames());
				engine.setSSLParameters(named);
			}
		}
		else if (this.parameters.getSNIMatchers() != null) {
			SSLParameters matching = engine.getSSLParameters();
			matching.setSNIMatchers(this.parameters.getSNIMatchers());
			engine.setSSLParameters(matching);
		}
		if (differs(this.parameters.getProtocols(), this.context.profile().protocols())) {
			engine.setEnabledProtocols(this.parameters.getProtocols());
		}
		if (differs(this.parameters.getCipherSuites(), this.context.profile().cipherSuites())) {
			engine.setEnabledCipherSuites(this.parameters.getCipherSuites());
		}
	}

	// Netty lets a server ask once more. Then somebody else could answer
	private static void neverRenegotiate(ReferenceCountedOpenSslEngine engine) {
		try {
			SSL.setRenegotiateMode(engine.sslPointer(), SSL.SSL_RENEGOTIATE_NEVER);
		}
		catch (Exception ex) {
			throw new IllegalStateException("Unable to forbid renegotiation", ex);
		}
	}

	private static boolean differs(String[] set, List<String> ofContext) {
		return !Arrays.asList(set).equals(ofContext);
	}

	private static SSLParameters copy(SSLParameters source) {
		SSLParameters copy = new SSLParameters(source.getCipherSuites(), source.getProtocols());
		copy.setApplicationProtocols(source.getApplicationProtocols());
		copy.setServerNames(source.getServerNames());
		copy.setSNIMatchers(source.getSNIMatchers());
		copy.setUseCipherSuitesOrder(source.getUseCipherSuitesOrder());
		copy.setEndpointIdentificationAlgorithm(source.getEndpointIdentificationAlgorithm());
		if (source.getNeedClientAuth()) {
			copy.setNeedClientAuth(true);
		}
		else {
			copy.setWantClientAuth(source.getWantClientAuth());
		}
		return copy;
	}

}
