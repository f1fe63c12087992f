package io.mtlsboot.autoconfigure.boringssl;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.jsse.MtlsContext;
import io.mtlsboot.material.MaterialException;
import io.mtlsboot.rotation.MaterialStore;
import io.mtlsboot.rotation.RotationEvent;
import io.netty.internal.tcnative.SSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for who speaks TLS.
 */
@ExtendWith(OutputCaptureExtension.class)
class EngineSelectionTests {

	@TempDir
	private Path directory;

	private ApplicationContextRunner runner;

	@BeforeEach
	void write() {
		BoringSsl.CA.root().writePem(this.directory, "ca");
		BoringSsl.SERVER.writePem(this.directory, "tls");
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MtlsBoringSslAutoConfiguration.class, MtlsAutoConfiguration.class))
			.withPropertyValues("mtls.identity.certificate=" + this.directory.resolve("tls.crt"),
					"mtls.identity.private-key=" + this.directory.resolve("tls.key"),
					"mtls.trust.anchors=" + this.directory.resolve("ca.crt"), "mtls.rotation.poll-interval=1h");
	}

	@Test
	void selectWhenBoringSslIsThereThenTakesItAndSaysSoOnce(CapturedOutput output) {
		BoringSsl.assumeAvailable();
		this.runner.withPropertyValues("mtls.tls.engine=auto").run((context) -> {
			assertThat(engine(context)).isEqualTo("boringssl");
			assertThat(output).containsOnlyOnce("TLS is spoken by 'boringssl'");
		});
	}

	@Test
	void selectWhenClientIsReactorNettyThenTakesBoringSslForNobodyElse(CapturedOutput output) {
		BoringSsl.assumeAvailable();
		this.runner.withPropertyValues("mtls.tls.engine=auto").run((context) -> {
			MtlsContexts contexts = context.getBean(MtlsContexts.class);
			MtlsContext client = contexts.defaultClient();
			assertThat(client.engines().name()).isEqualTo("jdk");
			MtlsContext netty = contexts.forReactorNetty(client);
			assertThat(netty.engines().name()).isEqualTo("boringssl");
			assertThat(netty.generation()).isEqualTo(client.generation());
			assertThat(netty.trustManager()).isSameAs(client.trustManager());
			contexts.forReactorNetty(client).retire();
			assertThat(output).containsOnlyOnce("TLS of clients on Reactor Netty is spoken by 'boringssl'");
			netty.retire();
		});
	}

	@Test
	void selectWhenClientsKeyCannotBeUsedThenTakesTheJdkAndSaysWhy(CapturedOutput output) throws Exception {
		BoringSsl.assumeAvailable();
		ed25519().writePem(this.directory, "tls");
		this.runner.withPropertyValues("mtls.tls.engine=boringssl").run((context) -> {
			MtlsContexts contexts = context.getBean(MtlsContexts.class);
			MtlsContext client = contexts.defaultClient();
			assertThat(contexts.forReactorNetty(client)).isSameAs(client);
			assertThat(output)
				.contains("TLS of clients on Reactor Netty is spoken by 'jdk': BoringSSL cannot use the key from '");
		});
	}

	@Test
	void selectWhenTheJdkIsWantedThenReactorNettyHasItToo() {
		this.runner.withPropertyValues("mtls.tls.engine=jdk").run((context) -> {
			MtlsContexts contexts = context.getBean(MtlsContexts.class);
			MtlsContext client = contexts.defaultClient();
			assertThat(contexts.forReactorNetty(client)).isSameAs(client);
		});
	}

	@Test
	void selectWhenTheJdkIsWantedThenTakesItWithoutAWord(CapturedOutput output) {
		this.runner.withPropertyValues("mtls.tls.engine=jdk").run((context) -> {
			assertThat(engine(context)).isEqualTo("jdk");
			assertThat(output).doesNotContain("TLS is spoken by");
		});
	}

	@Test
	void selectWhenBoringSslIsNotThereThenTakesTheJdk(CapturedOutput output) {
		this.runner.withPropertyValues("mtls.tls.engine=auto")
			.withClassLoader(new FilteredClassLoader(SSL.class))
			.run((context) -> {
				assertThat(engine(context)).isEqualTo("jdk");
				assertThat(output).contains("TLS is spoken by 'jdk': BoringSSL is not on the class path");
			});
	}

	@Test
	void startWhenBoringSslIsWantedAndNotThereThenRefuses() {
		this.runner.withPropertyValues("mtls.tls.engine=boringssl")
			.withClassLoader(new FilteredClassLoader(SSL.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MtlsConfigurationException.class)
				.hasMessageContaining("'mtls.tls.engine' is 'boringssl', but BoringSSL is not on the class path"));
	}

	@Test
	void startWhenStaplingIsWantedTooThenRefuses() {
		BoringSsl.assumeAvailable();
		this.runner.withPropertyValues("mtls.tls.engine=boringssl", "mtls.server.ocsp-stapling=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MtlsConfigurationException.class)
				.hasMessageContaining("only the JDK staples"));
	}

	@Test
	void selectWhenStaplingIsWantedThenTakesTheJdk(CapturedOutput output) {
		BoringSsl.assumeAvailable();
		this.runner.withPropertyValues("mtls.tls.engine=auto", "mtls.server.ocsp-stapling=true").run((context) -> {
			assertThat(engine(context)).isEqualTo("jdk");
			assertThat(output).contains("TLS is spoken by 'jdk': only the JDK staples");
		});
	}

	@Test
	void selectWhenKeyCannotBeUsedThenTakesTheJdkAndSaysWhy(CapturedOutput output) throws Exception {
		BoringSsl.assumeAvailable();
		ed25519().writePem(this.directory, "tls");
		this.runner.withPropertyValues("mtls.tls.engine=auto").run((context) -> {
			assertThat(engine(context)).isEqualTo("jdk");
			assertThat(output)
				.contains("TLS is spoken by 'jdk': BoringSSL cannot use the key of 'server': a handshake");
		});
	}

	@Test
	void loadWhenKeyCannotBeUsedThenRefusesAndLastGoodStays() throws Exception {
		BoringSsl.assumeAvailable();
		this.runner.withPropertyValues("mtls.tls.engine=boringssl").run((context) -> {
			MaterialStore store = context.getBean(MtlsMaterials.class).store(MaterialScope.SERVER);
			assertThat(engine(context)).isEqualTo("boringssl");
			ed25519().writePem(this.directory, "tls");
			assertThat(store.refresh()).isInstanceOfSatisfying(RotationEvent.Failed.class,
					(failed) -> assertThat(failed.failure()).hasMessageContaining("cannot be used by BoringSSL"));
			assertThat(context.getBean(MtlsContexts.class).server().generation().number()).isEqualTo(1);
		});
		this.runner.withPropertyValues("mtls.tls.engine=boringssl")
			.run((context) -> assertThatThrownBy(() -> engine(context)).isInstanceOf(MaterialException.class)
				.hasMessageContaining("expected one that can, or 'mtls.tls.engine' to be 'auto'"));
	}

	private static IssuedCertificate ed25519() throws Exception {
		KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
		return BoringSsl.CA.issue((leaf) -> leaf.subject("CN=orders").dns("localhost").keyPair(keys));
	}

	private static String engine(ApplicationContext context) {
		return context.getBean(MtlsContexts.class).server().engines().name();
	}

}
