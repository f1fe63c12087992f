package io.mtlsboot.autoconfigure.server;

import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.WebServerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MtlsServerAutoConfiguration} and those of each web server.
 */
class MtlsServerAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(MtlsAutoConfiguration.class,
			MtlsServerAutoConfiguration.class, MtlsTomcatServerAutoConfiguration.class,
			MtlsNettyServerAutoConfiguration.class, MtlsProbeWarningAutoConfiguration.class);

	private final WebApplicationContextRunner servlet = new WebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS);

	private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS);

	@Test
	void verifyWhenServletApplicationThenProtectsTomcatOnly() {
		this.servlet.run((context) -> assertThat(context).hasSingleBean(WebServerFactoryGuard.class)
			.hasSingleBean(WebServerGuard.class)
			.hasSingleBean(TomcatProtection.class)
			.doesNotHaveBean(NettyProtection.class)
			.doesNotHaveBean(ProbeWarning.class));
	}

	@Test
	void verifyWhenReactiveApplicationThenProtectsTomcatAndNetty() {
		this.reactive.run((context) -> assertThat(context).hasSingleBean(WebServerFactoryGuard.class)
			.hasSingleBean(TomcatProtection.class)
			.hasSingleBean(NettyProtection.class));
	}

	@Test
	void verifyWhenTomcatIsAbsentThenTheGuardsRemain() {
		this.servlet.withClassLoader(new FilteredClassLoader(Tomcat.class))
			.run((context) -> assertThat(context).hasSingleBean(WebServerGuard.class)
				.doesNotHaveBean(TomcatProtection.class));
	}

	@Test
	void verifyWhenNettyIsAbsentThenTheGuardsRemain() {
		this.reactive.withClassLoader(new FilteredClassLoader(HttpServer.class))
			.run((context) -> assertThat(context).hasSingleBean(WebServerGuard.class)
				.doesNotHaveBean(NettyProtection.class));
	}

	@Test
	void verifyWhenThereIsNoWebServerOnTheClassPathThenBacksOff() {
		this.servlet.withClassLoader(new FilteredClassLoader(WebServerFactory.class))
			.run((context) -> assertThat(context).doesNotHaveBean("mtlsWebServerGuard"));
	}

	@Test
	void verifyWhenApplicationHasNoWebThenBacksOff() {
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withBean(MaterialSources.class, TestPki::sources)
			.run((context) -> assertThat(context).doesNotHaveBean(WebServerGuard.class)
				.doesNotHaveBean(TomcatProtection.class));
	}

	@Test
	void verifyWhenSwitchedOffThenBacksOff() {
		for (String property : new String[] { "mtls.server.enabled=false", "mtls.enabled=false" }) {
			this.reactive.withPropertyValues(property)
				.run((context) -> assertThat(context).doesNotHaveBean(WebServerFactoryGuard.class)
					.doesNotHaveBean(WebServerGuard.class)
					.doesNotHaveBean(TomcatProtection.class)
					.doesNotHaveBean(NettyProtection.class));
		}
	}

	@Test
	void verifyWhenContextOpensNoPortThenNeitherMaterialNorServerSslMatters() {
		this.servlet.withConfiguration(AutoConfigurations.of(TomcatServletWebServerAutoConfiguration.class))
			.withPropertyValues("server.ssl.bundle=missing")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(WebServerFactory.class));
	}

}
