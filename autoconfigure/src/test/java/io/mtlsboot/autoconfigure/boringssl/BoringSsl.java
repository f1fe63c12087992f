package io.mtlsboot.autoconfigure.boringssl;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.handshake.HandshakeFailure;
import io.mtlsboot.handshake.HandshakeListener;
import io.mtlsboot.handshake.HandshakeSide;
import io.mtlsboot.handshake.HandshakeSuccess;
import io.mtlsboot.jsse.ClientAuthentication;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.jsse.TlsEngines;
import io.mtlsboot.jsse.TlsProfile;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.trust.PeerAuthorizer;
import io.mtlsboot.trust.PeerRejectedException;
import io.mtlsboot.trust.PeerVerifier;
import io.mtlsboot.trust.Presentation;
import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.trust.VerificationPolicy;
import io.mtlsboot.trust.VerifiedPeer;
import io.mtlsboot.x509.KeyPurpose;
import org.junit.jupiter.api.Assumptions;

/**
 * Contexts over BoringSSL, and what they tell.
 */
final class BoringSsl implements HandshakeListener {

	static final DevCa CA = DevCa.create("shop.example");

	static final IssuedCertificate SERVER = CA.issue((leaf) -> leaf.subject("CN=orders").dns("localhost"));

	static final IssuedCertificate CLIENT = CA
		.issue((leaf) -> leaf.subject("CN=web").spiffeId("spiffe://shop.example/web").purposes(Purpose.CLIENT_AUTH));

	static final BoringSslEngines ENGINES = new BoringSslEngines();

	final List<HandshakeSuccess> successes = new ArrayList<>();

	final List<HandshakeFailure> failures = new ArrayList<>();

	final AtomicLong verifications = new AtomicLong();

	final AtomicLong epoch = new AtomicLong();

	volatile boolean revoked;

	static void assumeAvailable() {
		Assumptions.assumeTrue(ENGINES.unavailability() == null,
				() -> "BoringSSL does not run here: " + ENGINES.unavailability());
	}

	static KeyMaterial key(IssuedCertificate certificate) {
		return KeyMaterial.of(certificate.privateKey(), certificate.chain(), "test");
	}

	MtlsContext server(TlsProfile profile) {
		return context(HandshakeSide.SERVER, SERVER, profile, ENGINES, ClientAuthentication.REQUIRED);
	}

	MtlsContext client(TlsProfile profile, IssuedCertificate own, TlsEngines engines) {
		return context(HandshakeSide.CLIENT, own, profile, engines, ClientAuthentication.REQUIRED);
	}

	MtlsContext context(HandshakeSide side, IssuedCertificate own, TlsProfile profile, TlsEngines engines,
			ClientAuthentication authentication) {
		TlsMaterial material = new TlsMaterial(key(own), TrustMaterial.of(List.of(CA.rootCertificate()), "test"));
		return MtlsContext.create(side, new MtlsContext.Options(authentication, profile, engines),
				new Generation(1, material, Instant.now()), (trust) -> {
					PeerVerifier verifier = PeerVerifier.pkix(trust, VerificationPolicy.DEFAULT, Clock.systemUTC());
					return (side == HandshakeSide.SERVER) ? new Changeable(verifier) : verifier;
				}, (side == HandshakeSide.SERVER) ? PeerAuthorizer.anyVerifiedCaller() : PeerAuthorizer.hostName(),
				this);
	}

	@Override
	public void onSuccess(HandshakeSuccess success) {
		if (success.side() == HandshakeSide.SERVER) {
			this.successes.add(success);
		}
	}

	@Override
	public void onFailure(HandshakeFailure failure) {
		if (failure.side() == HandshakeSide.SERVER) {
			this.failures.add(failure);
		}
	}

	/**
	 * A verifier whose opinion changes.
	 */
	private final class Changeable implements PeerVerifier {

		private final PeerVerifier delegate;

		Changeable(PeerVerifier delegate) {
			this.delegate = delegate;
		}

		@Override
		public VerifiedPeer verify(Presentation presentation, KeyPurpose purpose) throws PeerRejectedException {
			BoringSsl.this.verifications.incrementAndGet();
			if (BoringSsl.this.revoked) {
				X509Certificate leaf = presentation.certificates().get(0);
				throw new PeerRejectedException(RejectionReason.REVOKED, "revoked by the test", leaf);
			}
			return this.delegate.verify(presentation, purpose);
		}

		@Override
		public VerifiedPeer verify(List<X509Certificate> presented, KeyPurpose purpose) throws PeerRejectedException {
			return verify(new Presentation(presented, List.of(), false), purpose);
		}

		@Override
		public long epoch() {
			return BoringSsl.this.epoch.get();
		}

	}

}
