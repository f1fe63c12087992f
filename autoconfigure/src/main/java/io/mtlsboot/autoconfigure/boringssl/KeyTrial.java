package io.mtlsboot.autoconfigure.boringssl;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.jsse.ClientAuthentication;
import io.mtlsboot.jsse.NativeResources;
import io.mtlsboot.jsse.TlsEngines;
import io.mtlsboot.jsse.TlsProfile;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * A handshake in memory that shows whether BoringSSL can be us: the JDK, as the other
 * side, checks the signature. Types of keys, tokens and what a library lacks need not be
 * known for that.
 */
final class KeyTrial {

	/** A handshake takes some ten. */
	private static final int MAX_ROUNDS = 100;

	private KeyTrial() {
	}

	/**
	 * Tries a key.
	 * @param key the key
	 * @param engines who shall use it
	 * @return why they cannot, or {@code null} if they can
	 */
	static @Nullable String of(KeyMaterial key, TlsEngines engines) {
		if (key.privateKey().getEncoded() == null) {
			return "the private key cannot be exported, as those of a PKCS#11 token";
		}
		try {
			TrialPeer peer = new TrialPeer(key);
			SSLContext ours = engines.contextFor(new TlsEngines.Settings(HandshakeSide.SERVER,
					ClientAuthentication.OBSERVED, TlsProfile.DEFAULT, key, peer.keyManager(), peer.trustManager()));
			try {
				SSLContext other = SSLContext.getInstance("TLS");
				other.init(new KeyManager[0], new TrustManager[] { peer.trustManager() }, null);
				shakeHands(ours.createSSLEngine(), other.createSSLEngine());
			}
			finally {
				((NativeResources) ours).release();
			}
			return null;
		}
		catch (GeneralSecurityException | SSLException | RuntimeException ex) {
			return "a handshake with the private key fails: " + PrintableText.of(String.valueOf(ex.getMessage()));
		}
	}

	private static void shakeHands(SSLEngine server, SSLEngine client) throws SSLException {
		server.setUseClientMode(false);
		client.setUseClientMode(true);
		try {
			ByteBuffer toServer = ByteBuffer.allocate(client.getSession().getPacketBufferSize() * 2);
			ByteBuffer toClient = ByteBuffer.allocate(server.getSession().getPacketBufferSize() * 2);
			client.beginHandshake();
			server.beginHandshake();
			for (int round = 0; round < MAX_ROUNDS; round++) {
				try {
					step(client, toClient, toServer);
				}
				catch (SSLException ex) {
					// If the server has failed before, it knows better why
					drain(server, toClient);
					throw ex;
				}
				step(server, toServer, toClient);
				if (isDone(client) && isDone(server)) {
					return;
				}
			}
			throw new SSLException("the handshake does not end");
		}
		finally {
			((NativeResources) server).release();
		}
	}

	private static void drain(SSLEngine engine, ByteBuffer out) throws SSLException {
		for (int round = 0; round < MAX_ROUNDS && !engine.isOutboundDone(); round++) {
			engine.wrap(ByteBuffer.allocate(0), out.clear());
		}
	}

	private static boolean isDone(SSLEngine engine) {
		return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
	}

	private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
		switch (engine.getHandshakeStatus()) {
			case NEED_TASK -> runTasks(engine);
			case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
			case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> {
				// Also if there is nothing: BoringSSL notices in the next call that it is
				// done
				in.flip();
				engine.unwrap(in, ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()));
				in.compact();
			}
		}
	}

	private static void runTasks(SSLEngine engine) {
		for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
			task.run();
		}
	}

}
