package io.mtlsboot.autoconfigure.security;

import java.nio.charset.StandardCharsets;

import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;

/**
 * How a request is refused: a small problem document instead of a page.
 *
 * @param status the HTTP status
 * @param title the status in words
 * @param detail what was missing
 * @param caller who was refused, if it is known
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
record Refusal(int status, String title, String detail, @Nullable String caller) {

	static final String MEDIA_TYPE = "application/problem+json";

	/**
	 * RFC 9110 §15.5.2 wants a challenge with every 401. TLS has asked already, so this
	 * one only says what for; a client ignores a scheme that it does not know.
	 */
	static final String CHALLENGE = "ClientCertificate";

	private static final JsonWriter<Refusal> JSON = JsonWriter.of((members) -> {
		members.add("title", Refusal::title);
		members.add("status", Refusal::status);
		members.add("detail", Refusal::detail);
		members.add("caller", Refusal::caller).whenNotNull();
	});

	static Refusal unidentified() {
		return new Refusal(401, "Unauthorized",
				"The caller has no client certificate, or none that names exactly one known kind of identity.", null);
	}

	static Refusal forbidden(@Nullable String caller) {
		return new Refusal(403, "Forbidden", "The caller is known but may not do this.",
				(caller != null) ? PrintableText.of(caller) : null);
	}

	byte[] body() {
		return JSON.writeToString(this).getBytes(StandardCharsets.UTF_8);
	}

}
