package io.mtlsboot.autoconfigure.server;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.mtlsboot.autoconfigure.ConditionalOnMtls;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;

/**
 * Matches unless {@code mtls.enabled} or {@code mtls.server.enabled} is {@code false}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ConditionalOnMtls
@ConditionalOnBooleanProperty(name = "mtls.server.enabled", matchIfMissing = true)
@interface ConditionalOnMtlsServer {

}
