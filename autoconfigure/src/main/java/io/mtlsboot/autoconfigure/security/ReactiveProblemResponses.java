package io.mtlsboot.autoconfigure.security;

import java.security.Principal;

import io.mtlsboot.autoconfigure.Problem;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers refused requests of a reactive application.
 */
final class ReactiveProblemResponses implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

	@Override
	public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException ex) {
		return Mono.defer(() -> {
			exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, Problem.CHALLENGE);
			return write(Problem.unidentified(), exchange.getResponse());
		});
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException ex) {
		return exchange.getPrincipal()
			.map(Principal::getName)
			.map(Problem::forbidden)
			.switchIfEmpty(Mono.fromSupplier(() -> Problem.forbidden(null)))
			.flatMap((problem) -> write(problem, exchange.getResponse()));
	}

	private static Mono<Void> write(Problem problem, ServerHttpResponse response) {
		if (!response.setStatusCode(HttpStatusCode.valueOf(problem.status()))) {
			return Mono.empty();
		}
		byte[] body = problem.body();
		response.getHeaders().setContentType(MediaType.parseMediaType(Problem.MEDIA_TYPE));
		response.getHeaders().setContentLength(body.length);
		DataBuffer buffer = response.bufferFactory().wrap(body);
		return response.writeWith(Mono.just(buffer));
	}

}
