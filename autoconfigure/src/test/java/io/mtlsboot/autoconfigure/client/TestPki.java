package io.mtlsboot.autoconfigure.client;

import java.util.List;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.KeyAlgorithm;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;

/**
 * The certificates that the tests of clients use.
 */
final class TestPki {

	static final DevCa CA = DevCa.create("shop.example");

	static final DevCa FOREIGN_CA = DevCa.create("elsewhere.example");

	static final IssuedCertificate WEB = caller("CN=web");

	static final IssuedCertificate ORDERS = CA.issue((leaf) -> leaf.subject("CN=orders")
		.dns("localhost")
		.ip("127.0.0.1")
		.spiffeId("spiffe://shop.example/orders")
		.purposes(Purpose.SERVER_AUTH));

	static final IssuedCertificate ORDERS_RSA = CA.issue((leaf) -> leaf.subject("CN=orders")
		.dns("localhost")
		.keyAlgorithm(KeyAlgorithm.RSA_2048)
		.purposes(Purpose.SERVER_AUTH));

	private TestPki() {
	}

	static IssuedCertificate caller(String subject) {
		return CA
			.issue((leaf) -> leaf.subject(subject).spiffeId("spiffe://shop.example/web").purposes(Purpose.CLIENT_AUTH));
	}

	static TlsMaterial material(IssuedCertificate identity) {
		return new TlsMaterial(KeyMaterial.of(identity.privateKey(), identity.chain(), "test"),
				TrustMaterial.of(List.of(CA.rootCertificate()), "test"));
	}

}
