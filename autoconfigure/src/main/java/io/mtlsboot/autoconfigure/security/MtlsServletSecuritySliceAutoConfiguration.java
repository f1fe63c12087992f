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
		beforeName = { "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
				"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration" })
@ConditionalOnClass(
		name = "org.springframework.boot.security.test.autoconfigure.webmvc.SecurityMockMvcAutoConfiguration")
@Import(MtlsSecurityAutoConfiguration.class)
public final class MtlsServletSecuritySliceAutoConfiguration {

}
