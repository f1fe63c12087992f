package io.mtlsboot.autoconfigure;

import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.Objects;
import java.util.stream.Stream;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.jsse.MtlsContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which provider handshakes use, and what stops the start.
 */
class CryptoProviderConfigurationTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final String[] BEFORE = installed();

	@TempDir
	private Path directory;

	@AfterEach
	void nothingIsLeftBehind() {
		assertThat(installed()).isEqualTo(BEFORE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "mtls.tls.crypto-provider=" })
	void providerWhenNoneIsNamedThenThoseOfTheJvmAreUsed(String property) {
		application(property.isEmpty() ? new String[0] : new String[] { property }).run((context) -> {
			assertThat(context.getBean(MtlsContexts.class).server().engines().crypto()).isNull();
			assertThat(installed()).isEqualTo(BEFORE);
		});
	}

	@ParameterizedTest
	@CsvSource({ "Borrowed", "io.mtlsboot.autoconfigure.BorrowedCryptoProvider" })
	void providerWhenItIsNamedThenContextsOfBothSidesUseItWhileTheApplicationRuns(String name) {
		application("mtls.tls.crypto-provider=" + name).run((first) -> {
			MtlsContexts contexts = first.getBean(MtlsContexts.class);
			assertThat(Stream.of(contexts.server(), contexts.defaultClient(), contexts.bundle())
				.map(MtlsContext::engines)
				.map((engines) -> Objects.requireNonNull(engines.crypto()).getName())).containsOnly("Borrowed");
			assertThat(Security.getProvider("Borrowed")).isNull();
			assertThat(installed()).hasSize(BEFORE.length + 1).startsWith("MtlsHandshakes");
			application("mtls.tls.crypto-provider=" + name)
				.run((second) -> assertThat(installed()).hasSize(BEFORE.length + 1));
			assertThat(installed()).hasSize(BEFORE.length + 1);
		});
	}

	@Test
	void providerWhenItIsConscryptThenIsFoundOrSaysThatItDoesNotLoad() {
		application("mtls.tls.crypto-provider=Conscrypt").run((context) -> {
			Throwable failure = context.getStartupFailure();
			if (failure != null) {
				assertThat(failure).rootCause().isInstanceOf(LinkageError.class);
				return;
			}
			Provider provider = context.getBean(MtlsContexts.class).server().engines().crypto();
			assertThat(Objects.requireNonNull(provider).getName()).isEqualTo("Conscrypt");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Corretto                                                            | on the class path, expected one of [AmazonCorrettoCryptoProvider, Conscrypt]
					SunEC                                                               | no provider of this name or class is on the class path
					com.example.Missing                                                 | no provider of this name or class is on the class path
					java.lang.String                                                    | class 'java.lang.String' is no java.security.Provider
					io.mtlsboot.autoconfigure.UnloadedCryptoProvider | no tc in java.library.path
					io.mtlsboot.autoconfigure.EmptyCryptoProvider    | it has no Signature 'SHA256withECDSA'
					""")
	void providerWhenItCannotBeUsedThenDoesNotStartAndSaysWhy(String name, String why) {
		application("mtls.tls.crypto-provider=" + name).run((context) -> {
			assertThat(context).hasFailed();
			Throwable failure = context.getStartupFailure();
			while (!(failure instanceof MtlsConfigurationException)) {
				failure = Objects.requireNonNull(failure).getCause();
			}
			assertThat(failure).hasMessageContainingAll("'" + name + "'", "'mtls.tls.crypto-provider'", why);
			assertThat(((MtlsConfigurationException) failure).action()).contains("Add the library", "remove");
		});
	}

	private ApplicationContextRunner application(String... properties) {
		CA.issue((leaf) -> leaf.subject("CN=orders").dns("localhost")).writePem(this.directory, "tls");
		CA.root().writePem(this.directory, "ca");
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MtlsAutoConfiguration.class))
			.withPropertyValues("mtls.identity.certificate=" + this.directory.resolve("tls.crt"),
					"mtls.identity.private-key=" + this.directory.resolve("tls.key"),
					"mtls.trust.anchors=" + this.directory.resolve("ca.crt"))
			.withPropertyValues(properties);
	}

	private static String[] installed() {
		return Stream.of(Security.getProviders()).map(Provider::getName).toArray(String[]::new);
	}

}
