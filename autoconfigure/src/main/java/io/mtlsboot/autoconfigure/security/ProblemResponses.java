package io.mtlsboot.autoconfigure.security;

import java.io.IOException;
import java.security.Principal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Answers refused requests of a servlet application.
 */
final class ProblemResponses implements AuthenticationEntryPoint, AccessDeniedHandler {

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, Refusal.CHALLENGE);
		write(Refusal.unidentified(), response);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex)
			throws IOException {
		Principal caller = request.getUserPrincipal();
		write(Refusal.forbidden((caller != null) ? caller.getName() : null), response);
	}

	private static void write(Refusal refusal, HttpServletResponse response) throws IOException {
		if (response.isCommitted()) {
			return;
		}
		byte[] body = refusal.body();
		response.setStatus(refusal.status());
		response.setContentType(Refusal.MEDIA_TYPE);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
