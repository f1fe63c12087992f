package io.mtlsboot.autoconfigure.security;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;

/**
 * Matches if nobody has configured the user that Boot can set up.
 */
final class NoConfiguredUser extends NoneNestedConditions {

	NoConfiguredUser() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@ConditionalOnProperty("spring.security.user.name")
	static final class NameConfigured {

	}

	@ConditionalOnProperty("spring.security.user.password")
	static final class PasswordConfigured {

	}

}
