package io.mtlsboot.trust;

import java.time.Clock;
import java.util.List;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.revocation.RevocationServices;
import io.mtlsboot.revocation.RevocationSource;
import io.mtlsboot.x509.KeyPurpose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class CheckStepTests {

	private static final IssuedCertificate WEB = BadPeer.web(BadPeer.CA, BadPeer.PLAIN);

	@Test
	void runWhenActionRefusesThenItIsAtThisCheck() {
		PeerRejectedException refusal = new PeerRejectedException(RejectionReason.MALFORMED_CERTIFICATE, "odd",
				WEB.certificate());
		PeerRejectedException thrown = catchThrowableOfType(PeerRejectedException.class,
				() -> CheckStep.run(Check.NAMES, () -> {
					throw refusal;
				}));
		assertThat(thrown.check()).isEqualTo(Check.NAMES);
		assertThat(thrown.getMessage()).isEqualTo(refusal.getMessage());
	}

	@Test
	void runWhenActionCrashesThenTheCheckIsKept() {
		CheckStep.Crash crash = catchThrowableOfType(CheckStep.Crash.class, () -> CheckStep.run(Check.FORM, () -> {
			throw new StackOverflowError();
		}));
		assertThat(crash.check()).isEqualTo(Check.FORM);
		assertThat(crash).hasCauseInstanceOf(StackOverflowError.class);
	}

	@Test
	void verifyWhenItCrashesOutsideOfACheckThenThePathIsNotFound() {
		Vouching vouching = Vouching.of(List.of(VouchedNames.parse("ours", List.of("cn:web"))), (leaf) -> {
			throw new IllegalStateException();
		});
		assertCrash(vouching, VerificationPolicy.DEFAULT, RevocationServices.NONE, Check.PATH);
	}

	@Test
	void verifyWhenACheckCrashesThenItFails() {
		RevocationSource crashing = (query) -> {
			throw new IllegalStateException();
		};
		VerificationPolicy policy = VerificationPolicy.DEFAULT
			.withRevocation(new RevocationPolicy(RevocationPolicy.Check.OCSP, RevocationPolicy.OnUnknown.ACCEPT));
		assertCrash(Vouching.UNLIMITED, policy, new RevocationServices(crashing, crashing), Check.REVOCATION);
	}

	private static void assertCrash(Vouching vouching, VerificationPolicy policy, RevocationServices revocation,
			Check check) {
		PeerVerifier verifier = PeerVerifier.pkix(
				TrustMaterial.of(List.of(BadPeer.CA.rootCertificate()), "test anchors"), policy, vouching, revocation,
				Clock.systemUTC());
		PeerRejectedException refusal = catchThrowableOfType(PeerRejectedException.class,
				() -> verifier.verify(WEB.chain(), KeyPurpose.CLIENT_AUTH));
		assertThat(refusal.reason()).isEqualTo(RejectionReason.MALFORMED_CERTIFICATE);
		assertThat(refusal.check()).isEqualTo(check);
		assertThat(refusal.certificate()).isEqualTo(WEB.certificate());
		assertThat(refusal.evidence()).isEqualTo("the chain cannot be processed: IllegalStateException");
	}

}
