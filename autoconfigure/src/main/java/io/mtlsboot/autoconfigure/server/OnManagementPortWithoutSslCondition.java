package io.mtlsboot.autoconfigure.server;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if nothing is said about the TLS of the management port.
 */
final class OnManagementPortWithoutSslCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Mutual TLS on the management port");
		return ServerSslProperties.management(context.getEnvironment())
			.map((found) -> ConditionOutcome.noMatch(message.found("property").items(found)))
			.orElseGet(() -> ConditionOutcome.match(message.didNotFind("property").items("'management.server.ssl.*'")));
	}

}
