package io.mtlsboot.autoconfigure.security;

import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of slice tests: with Boot's own security tests on the class path, a
 * slice knows callers and roles as the application does. It needs no certificate.
 */
@AutoConfiguration(after = MtlsAutoConfiguration.class,
		beforeName = { "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
				"org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration" })
@ConditionalOnClass(
		name = "org.springframework.boot.security.test.autoconfigure.webflux.SecurityWebTestClientAutoConfiguration")
@Import(MtlsReactiveSecurityAutoConfiguration.class)
public final class MtlsReactiveSecuritySliceAutoConfiguration {

}
