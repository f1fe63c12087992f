package io.mtlsboot.autoconfigure;

import java.nio.charset.StandardCharsets;

import io.mtlsboot.trust.RejectionReason;
import io.mtlsboot.x509.PrintableText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;

/**
 * How a request is refused: a small problem document instead of a page.
 *
 * @param status the HTTP status
 * @param title the status in words
 * @param detail what was missing
 * @param reason why the certificate was refused, if it was
 * @param caller who was refused, if it is known
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public record Problem(int status, String title, String detail, @Nullable RejectionReason reason,
		@Nullable String caller) {

	/**
	 * What the document is.
	 */
	public static final String MEDIA_TYPE = "application/problem+json";

	/**
	 * RFC 9110 §15.5.2 wants a challenge with every 401. TLS has asked already, so this
	 * one only says what for; a client ignores a scheme that it does not know.
	 */
	public static final String CHALLENGE = "ClientCertificate";

	private static final JsonWriter<Problem> JSON = JsonWriter.of((members) -> {
		members.add("title", Problem::title);
		members.add("status", Problem::status);
		members.add("detail", Problem::detail);
		members.add("reason", Problem::reason).whenNotNull().as(Enum::name);
		members.add("caller", Problem::caller).whenNotNull();
	});

	/**
	 * The caller has no identity.
	 * @return a problem with status 401
	 */
	public static Problem unidentified() {
		return new Problem(401, "Unauthorized",
				"The caller has no client certificate, or none that names exactly one known kind of identity.", null,
				null);
	}

	/**
	 * The caller was trusted when it connected and is not any more. The evidence stays
	 * with us: whoever is not trusted need not know what we believe.
	 * @param reason why
	 * @return a problem with status 401
	 */
	public static Problem distrusted(RejectionReason reason) {
		return new Problem(401, "Unauthorized",
				"The client certificate of this connection is no longer trusted. The connection ends.", reason, null);
	}

	/**
	 * The caller has no right to this.
	 * @param caller who it is, if that is known
	 * @return a problem with status 403
	 */
	public static Problem forbidden(@Nullable String caller) {
		return new Problem(403, "Forbidden", "The caller is known but may not do this.", null,
				(caller != null) ? PrintableText.of(caller) : null);
	}

	/**
	 * The document.
	 * @return the document as JSON in UTF-8
	 */
	public byte[] body() {
		return JSON.writeToString(this).getBytes(StandardCharsets.UTF_8);
	}

}
