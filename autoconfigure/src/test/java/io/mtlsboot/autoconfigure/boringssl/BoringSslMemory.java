package io.mtlsboot.autoconfigure.boringssl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.jsse.ClientAuthentication;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.jsse.TlsProfile;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.VerifiedPeer;

/**
 * Shakes hands and rotates for long, in a process of its own, and prints how much memory
 * that has: once when everything is warm, and at the end.
 * <p>
 * What has said that it is gone is kept, so that no garbage collector repairs what was
 * not given back.
 */
public final class BoringSslMemory {

	private static final Path STATUS = Path.of("/proc/self/status");

	/** As many as a run of some seconds has. */
	private static final int MAX_KEPT = 6000;

	/** How many engines wait for the garbage collector at most. */
	private static final int UNTIL_COLLECTION = 300;

	private final Queue<Object> kept = new ArrayDeque<>();

	private final TlsMaterial server = material(BoringSsl.key(BoringSsl.SERVER));

	private final TlsMaterial client = material(BoringSsl.key(BoringSsl.CLIENT));

	private MtlsContext callee;

	private MtlsContext caller;

	private BoringSslMemory() {
		rotate(1);
	}

	public static void main(String[] arguments) throws IOException {
		int handshakes = Integer.parseInt(arguments[0]);
		int rotations = Integer.parseInt(arguments[1]);
		BoringSslMemory memory = new BoringSslMemory();
		int warm = handshakes / 3;
		for (int i = 1; i <= handshakes; i++) {
			memory.shakeHands(End.values()[i % End.values().length]);
			if (i % (handshakes / rotations) == 0) {
				memory.rotate(i);
			}
			if (i % UNTIL_COLLECTION == 0) {
				System.gc();
			}
			if (i == warm || i == handshakes) {
				System.out.println(residentKilobytes());
			}
		}
	}

	private static TlsMaterial material(io.mtlsboot.material.KeyMaterial key) {
		return new TlsMaterial(key, TrustMaterial.of(List.of(BoringSsl.CA.rootCertificate()), "test"));
	}

	private void shakeHands(End end) {
		var server = this.callee.sslContext().createSSLEngine();
		var client = this.caller.sslContext().createSSLEngine("localhost", 8443);
		EnginePair pair = new EnginePair(client, server);
		if (end == End.DROPPED) {
			pair.client.step();
			pair.server.step();
		}
		else if (!pair.run().isComplete()) {
			throw new IllegalStateException("The handshake failed", pair.server.failure);
		}
		if (end != End.FORGOTTEN) {
			pair.close();
			keep(client);
			keep(server);
		}
	}

	private void keep(Object gone) {
		this.kept.add(gone);
		if (this.kept.size() > MAX_KEPT) {
			this.kept.remove();
		}
	}

	private void rotate(long number) {
		MtlsContext formerCallee = this.callee;
		MtlsContext formerCaller = this.caller;
		this.callee = context(HandshakeSide.SERVER, number, this.server);
		this.caller = context(HandshakeSide.CLIENT, number, this.client);
		if (formerCallee != null) {
			formerCallee.retire();
			formerCaller.retire();
			keep(formerCallee);
			keep(formerCaller);
		}
	}

	private static MtlsContext context(HandshakeSide side, long number, TlsMaterial material) {
		return MtlsContext.create(side,
				new MtlsContext.Options(ClientAuthentication.REQUIRED, TlsProfile.DEFAULT, BoringSsl.ENGINES),
				new Generation(number, material, Instant.now()), (trust) -> BoringSslMemory.believing(),
				(side == HandshakeSide.SERVER) ? PeerAuthorizer.anyVerifiedCaller() : PeerAuthorizer.hostName(),
				new HandshakeListener() {
				});
	}

	// What path validation takes is not measured here
	private static PeerVerifier believing() {
		X509Certificate anchor = BoringSsl.CA.rootCertificate();
		return (presented, purpose) -> new VerifiedPeer(presented, anchor, Instant.now().plusSeconds(3600));
	}

	private static long residentKilobytes() throws IOException {
		return Files.readAllLines(STATUS)
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * How a connection ends.
	 */
	private enum End {

		/** Well. */
		CLOSED,

		/** In the middle of the handshake. */
		DROPPED,

		/** Nobody says so. */
		FORGOTTEN

	}

}
