package io.mtlsboot.autoconfigure.actuate;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.trust.Check;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExplainSectionTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final IssuedCertificate WEB = CA
		.issue((leaf) -> leaf.subject("CN=web").spiffeId("spiffe://shop.example/web").purposes(Purpose.CLIENT_AUTH));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MtlsAutoConfiguration.class))
		.withBean(MaterialSources.class, () -> (scope) -> Materials.current(CA));

	@Test
	void verifyWhenCallerIsGoodThenAdmittedByTheRuleThatMatches() {
		run((section) -> {
			ExplainSection.Explanation explanation = section.submit(WEB.certificatePem());
			assertThat(explanation.admitted()).isTrue();
			assertThat(explanation.rule()).isEqualTo("'spiffe://shop.example/web' of 'mtls.server.callers'");
			assertThat(explanation.identity()).isEqualTo("spiffe://shop.example/web");
			assertThat(explanation.authorities()).containsExactly("ROLE_orders.read");
			assertThat(explanation.checks()).contains(new Check.Result(Check.ADMISSION, Check.Outcome.PASS),
					new Check.Result(Check.KEY_POSSESSION, Check.Outcome.NOT_REACHED));
			assertThat(explanation.anchor()).isEqualTo("CN=shop.example dev root");
		}, "mtls.server.callers=cn:nobody,spiffe://shop.example/web");
	}

	@Test
	void verifyWhenCallerIsNotAmongTheCallersThenRefusedAndHasNoAuthority() {
		run((section) -> {
			ExplainSection.Explanation explanation = section.submit(WEB.certificatePem());
			assertThat(explanation.admitted()).isFalse();
			assertThat(explanation.reason()).isEqualTo(RejectionReason.IDENTITY_NOT_ADMITTED);
			assertThat(explanation.detail()).contains("'cn:nobody'");
			assertThat(explanation.remedy()).contains("mtls.server.callers");
			assertThat(explanation.checks()).contains(new Check.Result(Check.PURPOSE, Check.Outcome.PASS),
					new Check.Result(Check.ADMISSION, Check.Outcome.FAIL));
			assertThat(explanation.authorities()).isEmpty();
		}, "mtls.server.callers=cn:nobody");
	}

	@Test
	void verifyWhenPurposeIsWrongThenSaysWhichCheckFails() {
		run((section) -> {
			ExplainSection.Explanation explanation = section
				.submit(CA.issue((leaf) -> leaf.subject("CN=web").purposes(Purpose.SERVER_AUTH)).certificatePem());
			assertThat(explanation.reason()).isEqualTo(RejectionReason.PURPOSE_NOT_ALLOWED);
			assertThat(explanation.rule()).isNull();
		});
	}

	@Test
	void privateKeyIsRefusedAndNotRepeated() {
		run((section) -> assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> section.submit(WEB.privateKeyPem()))
			.withMessageContaining("private key")
			.satisfies((failure) -> assertThat(failure.getReason()).doesNotContain("BEGIN")));
	}

	@Test
	void verifyWhenNothingIsACertificateThenRefused() {
		for (String pem : List.of("", "hello", WEB.certificatePem().substring(0, 300), "x".repeat(600_000))) {
			run((section) -> assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> section.submit(pem)));
		}
	}

	private void run(Consumer<ExplainSection> test, String... properties) {
		this.runner.withPropertyValues(properties)
			.run((context) -> test.accept(new ExplainSection(context.getBean(MtlsContexts.class),
					context.getBean(IdentityExtractor.class), context.getBean(MtlsProperties.class),
					() -> Optional.of((presented) -> List.of("ROLE_orders.read")))));
	}

}
