package io.mtlsboot.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Names, and the CA certificates that may vouch for them.
 *
 * @param name Name of the trust bundle, for roles that are tied to it and for messages.
 * @param anchors Locations of PEM files with the CA certificates that vouch for the names
 * and for nothing else. They are believed as those of mtls.trust.anchors are.
 * @param names Patterns over the names for which nobody else vouches.
 */
public record TrustDomainProperties(@Nullable String name, @DefaultValue List<String> anchors,
		@DefaultValue List<String> names) {
}
