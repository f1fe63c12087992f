package io.mtlsboot.rotation;

import java.time.Instant;
import java.util.List;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.x509.KeyPurpose;

/**
 * Material of a workload, loaded and checked as a source does it.
 */
final class Workload {

	private Workload() {
	}

	static IssuedCertificate issuedBy(DevCa ca) {
		return ca.issue((leaf) -> leaf.subject("CN=orders").purposes(Purpose.SERVER_AUTH));
	}

	static TlsMaterial of(DevCa ca) {
		return checked(issuedBy(ca), ca);
	}

	static TlsMaterial checked(IssuedCertificate identity, DevCa ca) {
		KeyMaterial key = KeyMaterial.of(identity.privateKey(), identity.chain(), "tls.key")
			.requireValidAt(Instant.now())
			.requirePurpose(KeyPurpose.SERVER_AUTH);
		return new TlsMaterial(key, TrustMaterial.of(List.of(ca.rootCertificate()), "ca.crt")).requireCompleteChain();
	}

}
