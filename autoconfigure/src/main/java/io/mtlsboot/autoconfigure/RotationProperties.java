package io.mtlsboot.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How new certificates, keys, anchors and revocation lists are taken.
 *
 * @param quietPeriod How long nothing relevant must have changed before files are read.
 * @param pollInterval How often everything is read although nothing seems to have
 * changed.
 * @param allowIdentityChange Whether to accept a certificate that lacks names or purposes
 * of the current one, and anchors that do not vouch for it.
 */
public record RotationProperties(@DefaultValue("500ms") Duration quietPeriod,
		@DefaultValue("60s") Duration pollInterval, @DefaultValue("false") boolean allowIdentityChange) {
}
