package io.mtlsboot.autoconfigure.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.autoconfigure.ProbeConnections;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.jsse.TlsProfile;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.VerificationPolicy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PortProof} with a port that is not ours.
 */
class PortProofTests {

	private static final DevCa CA = DevCa.create("shop.example");

	@Test
	void answersWhenNobodyIsServedBeforeAllHaveCalledThenNobodyWaitsInVain() throws Exception {
		InetAddress loopback = InetAddress.getLoopbackAddress();
		try (ServerSocket port = new ServerSocket(0, 50, loopback)) {
			CompletableFuture<Void> served = CompletableFuture
				.runAsync(() -> closeTogether(port, Caller.values().length));
			PortProbe probe = new PortProbe(loopback, port.getLocalPort(), new ProbeConnections());
			Map<Caller, Answer> answers = new PortProof(probe, context()).answers(true);
			assertThat(answers).containsOnlyKeys(Caller.values());
			assertThat(answers.values()).extracting(Answer::outcome).containsOnly(Answer.Outcome.REFUSED);
			served.get(10, TimeUnit.SECONDS);
		}
	}

	private static void closeTogether(ServerSocket port, int callers) {
		List<Socket> open = new ArrayList<>();
		try {
			while (open.size() < callers) {
				open.add(port.accept());
			}
			for (Socket socket : open) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static MtlsContext context() {
		IssuedCertificate orders = CA.issue((leaf) -> leaf.subject("CN=orders").dns("localhost"));
		TlsMaterial material = new TlsMaterial(KeyMaterial.of(orders.privateKey(), orders.chain(), "test"),
				TrustMaterial.of(List.of(CA.rootCertificate()), "test"));
		return MtlsContext.create(HandshakeSide.SERVER, new Generation(1, material, Instant.EPOCH),
				(trust) -> PeerVerifier.pkix(trust, VerificationPolicy.DEFAULT, Clock.systemUTC()),
				PeerAuthorizer.anyVerifiedCaller(), TlsProfile.DEFAULT, new HandshakeListener() {
				});
	}

}
