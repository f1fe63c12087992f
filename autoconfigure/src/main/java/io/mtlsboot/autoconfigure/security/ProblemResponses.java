package io.mtlsboot.autoconfigure.security;

import java.io.IOException;
import java.security.Principal;

import io.mtlsboot.autoconfigure.Problem;
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
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, Problem.CHALLENGE);
		write(Problem.unidentified(), response);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex)
			throws IOException {
		Principal caller = request.getUserPrincipal();
		write(Problem.forbidden((caller != null) ? caller.getName() : null), response);
	}

	private static void write(Problem problem, HttpServletResponse response) throws IOException {
		if (response.isCommitted()) {
			return;
		}
		byte[] body = problem.body();
		response.setStatus(problem.status());
		response.setContentType(Problem.MEDIA_TYPE);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
