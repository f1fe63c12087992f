package io.mtlsboot.jsse;

import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.net.ssl.SSLParameters;

import io.mtlsboot.handshake.HandshakeSide;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is set on an engine or socket within the profile: it may be narrowed, never
 * widened, and on the server side a client certificate stays required, unless the context
 * only observes.
 */
final class TlsGuard {

	private final HandshakeSide side;

	private final ClientAuthentication authentication;

	private final ProfileNames protocols;

	private final ProfileNames cipherSuites;

	private final VerifyingTrustManager peers;

	/**
	 * Guards the engines and sockets of a context.
	 * @param side the side that they are for
	 * @param authentication what the server side asks of callers
	 * @param profile versions and cipher suites
	 * @param peers judges the peers of sessions that are resumed
	 */
	TlsGuard(HandshakeSide side, ClientAuthentication authentication, TlsProfile profile, VerifyingTrustManager peers) {
		this.side = side;
		this.authentication = authentication;
		this.protocols = new ProfileNames("TLS versions", profile.protocols());
		this.cipherSuites = new ProfileNames("cipher suites", profile.cipherSuites());
		this.peers = peers;
	}

	HandshakeSide side() {
		return this.side;
	}

	VerifyingTrustManager peers() {
		return this.peers;
	}

	boolean isServer() {
		return this.side == HandshakeSide.SERVER;
	}

	void requireMode(boolean client) {
		if (client == isServer()) {
			throw new IllegalArgumentException("Unable to change the mode: the context is for the " + this.side
					+ " side of connections, create one for the other side");
		}
	}

	String[] protocols(String @Nullable [] requested) {
		return this.protocols.narrow(requested);
	}

	String[] cipherSuites(String @Nullable [] requested) {
		return this.cipherSuites.narrow(requested);
	}

	/**
	 * Sets parameters, narrowed, or changes nothing. The JDK sets one after the other:
	 * one that it refuses must not leave those before it as they were asked for.
	 * @param requested the parameters
	 * @param getter the parameters that an engine or socket has
	 * @param setter changes them
	 */
	void apply(SSLParameters requested, Supplier<SSLParameters> getter, Consumer<SSLParameters> setter) {
		requireAllowed(requested);
		SSLParameters before = getter.get();
		boolean applied = false;
		try {
			setter.accept(requested);
			setter.accept(restrict(getter.get()));
			applied = true;
		}
		finally {
			if (!applied) {
				setter.accept(before);
			}
		}
	}

	/**
	 * Refuses parameters that leave nothing of the profile.
	 * @param requested the parameters
	 */
	private void requireAllowed(SSLParameters requested) {
		if (requested.getProtocols() != null) {
			protocols(requested.getProtocols());
		}
		if (requested.getCipherSuites() != null) {
			cipherSuites(requested.getCipherSuites());
		}
	}

	/**
	 * Narrows the parameters that an engine or socket has.
	 * @param current a copy of them, which is changed
	 * @return the same
	 */
	SSLParameters restrict(SSLParameters current) {
		current.setProtocols(protocols(current.getProtocols()));
		current.setCipherSuites(cipherSuites(current.getCipherSuites()));
		if (isServer()) {
			requestCertificate(current);
			current.setUseCipherSuitesOrder(true);
		}
		return current;
	}

	private void requestCertificate(SSLParameters current) {
		switch (this.authentication) {
			case REQUIRED -> current.setNeedClientAuth(true);
			case OBSERVED -> current.setWantClientAuth(true);
		}
	}

	/**
	 * The parameters to start with.
	 * @param defaults a copy of those that an engine or socket has, which is changed
	 * @param protocols the versions that it supports
	 * @param cipherSuites the suites that it supports
	 * @return the same
	 */
	SSLParameters initial(SSLParameters defaults, String[] protocols, String[] cipherSuites) {
		defaults.setProtocols(protocols(protocols));
		defaults.setCipherSuites(cipherSuites(cipherSuites));
		return restrict(defaults);
	}

}
