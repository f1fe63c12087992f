package io.mtlsboot.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;

import io.netty.handler.ssl.OpenSsl;
import io.netty.internal.tcnative.Buffer;
import io.netty.internal.tcnative.CertificateVerifier;
import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLContext;
import io.netty.internal.tcnative.SSLSession;
import io.netty.internal.tcnative.SSLSessionCache;

/**
 * BoringSSL with one version of TLS and a client certificate, without the wrapping of
 * Netty: sessions are handed from one connection to the next here, and nowhere else.
 * <p>
 * It does not verify servers, so that this costs nothing; the runner does once.
 */
final class TlsContext implements AutoCloseable {

	private static final int MOST_SESSIONS = 64;

	private final long handle;

	private final long chain;

	private final long key;

	private final ArrayDeque<Long> sessions = new ArrayDeque<>();

	TlsContext(Protocol protocol, boolean resuming, Path certificate, Path key) throws Exception {
		OpenSsl.ensureAvailability();
		this.handle = SSLContext.make(SSL.SSL_PROTOCOL_TLSV1_2 | SSL.SSL_PROTOCOL_TLSV1_3, SSL.SSL_MODE_CLIENT);
		SSLContext.setOptions(this.handle,
				(protocol == Protocol.TLS13) ? SSL.SSL_OP_NO_TLSv1_2 : SSL.SSL_OP_NO_TLSv1_3);
		this.chain = SSL.parseX509Chain(bio(certificate));
		this.key = SSL.parsePrivateKey(bio(key), null);
		SSLContext.setCertVerifyCallback(this.handle, new Unverified());
		SSLContext.setCurvesList(this.handle, "X25519", "P-256");
		SSLContext.setSessionCacheMode(this.handle,
				resuming ? SSL.SSL_SESS_CACHE_CLIENT | SSL.SSL_SESS_CACHE_NO_INTERNAL_LOOKUP
						| SSL.SSL_SESS_CACHE_NO_INTERNAL_STORE : SSL.SSL_SESS_CACHE_OFF);
		if (resuming) {
			SSLContext.setSSLSessionCache(this.handle, new Sessions());
		}
	}

	/**
	 * Begins a connection, with a session if there is one.
	 * @return a handle of BoringSSL
	 */
	long newConnection() throws IOException {
		long ssl = SSL.newSSL(this.handle, false);
		present(ssl);
		SSL.setTlsExtHostName(ssl, "localhost");
		Long session = this.sessions.pollFirst();
		if (session != null) {
			if (!SSL.setSession(ssl, session)) {
				throw new IOException("session not taken: " + SSL.getLastError());
			}
			if (SSLSession.shouldBeSingleUse(session)) {
				SSLSession.free(session);
			}
			else {
				// TLS 1.2: the next connection may use it as well
				keep(session);
			}
		}
		return ssl;
	}

	@Override
	public void close() {
		this.sessions.forEach(SSLSession::free);
		this.sessions.clear();
		SSLContext.free(this.handle);
		SSL.freePrivateKey(this.key);
		SSL.freeX509Chain(this.chain);
	}

	private void present(long ssl) throws IOException {
		try {
			SSL.setKeyMaterial(ssl, this.chain, this.key);
		}
		catch (Exception ex) {
			throw new IOException("certificate not taken", ex);
		}
	}

	private void keep(long session) {
		this.sessions.addFirst(session);
		if (this.sessions.size() > MOST_SESSIONS) {
			SSLSession.free(this.sessions.removeLast());
		}
	}

	private static long bio(Path file) throws Exception {
		byte[] content = Files.readAllBytes(file);
		ByteBuffer direct = ByteBuffer.allocateDirect(content.length).put(content).flip();
		long bio = SSL.newMemBIO();
		SSL.bioWrite(bio, Buffer.address(direct), content.length);
		return bio;
	}

	private static final class Unverified extends CertificateVerifier {

		@Override
		public int verify(long ssl, byte[][] chain, String algorithm) {
			return X509_V_OK;
		}

	}

	private final class Sessions implements SSLSessionCache {

		@Override
		public boolean sessionCreated(long ssl, long session) {
			keep(session);
			return true;
		}

		@Override
		public long getSession(long ssl, byte[] sessionId) {
			return -1;
		}

	}

}
