package io.mtlsboot.jsse;

import java.security.Principal;

import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.KeyAlgorithm;
import io.mtlsboot.material.KeyMaterial;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GenerationKeyManagerTests {

	private final GenerationKeyManager manager = manager(Peers.CLIENT);

	@Test
	void chooseWhenKeyTypeFitsThenPresentsOurIdentityWhateverTheIssuers() {
		Principal[] others = { Peers.SERVER.certificate().getSubjectX500Principal() };
		String alias = this.manager.chooseEngineClientAlias(new String[] { "RSA", "EC" }, others, null);
		assertThat(alias).isNotNull();
		assertThat(this.manager.getCertificateChain(alias)).containsExactlyElementsOf(Peers.CLIENT.chain());
		assertThat(this.manager.getPrivateKey(alias)).isEqualTo(Peers.CLIENT.privateKey());
		assertThat(this.manager.getClientAliases("EC", others)).containsExactly(alias);
		assertThat(this.manager.chooseServerAlias("EC", null, null)).isEqualTo(alias);
	}

	@Test
	void chooseWhenKeyTypeDoesNotFitThenPresentsNothing() {
		assertThat(this.manager.chooseClientAlias(new String[] { "RSA" }, null, null)).isNull();
		assertThat(this.manager.chooseClientAlias(null, null, null)).isNull();
		assertThat(this.manager.chooseEngineServerAlias("EdDSA", null, null)).isNull();
		assertThat(this.manager.getServerAliases("RSA", null)).isNull();
		assertThat(this.manager.getPrivateKey("other")).isNull();
		assertThat(this.manager.getCertificateChain("other")).isNull();
	}

	@Test
	void chooseWhenKeyIsEd25519ThenAnswersToEdDsa() {
		GenerationKeyManager edwards = manager(Peers.client((leaf) -> leaf.keyAlgorithm(KeyAlgorithm.ED25519)));
		assertThat(edwards.chooseEngineServerAlias("EdDSA", null, null)).isNotNull();
	}

	private static GenerationKeyManager manager(IssuedCertificate own) {
		return new GenerationKeyManager(KeyMaterial.of(own.privateKey(), own.chain(), "test"));
	}

}
