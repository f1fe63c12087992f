package io.mtlsboot.autoconfigure.doctor;

import java.util.Locale;

import io.mtlsboot.autoconfigure.Finding;
import io.mtlsboot.x509.PrintableText;

/**
 * What is examined. Each has a heading in {@code docs/doctor.md}.
 */
enum Check {

	CONFIGURATION, MATERIAL, LIFETIME, PRIVATE_KEY_FILE, OWN_NAMES, ANCHORS, CRLS, CALLEE_ADDRESS, CALLEE_HANDSHAKE,
	CALLEE_CAS, CLOCK;

	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	Finding ok(String subject, String message) {
		return finding(Finding.Severity.OK, subject, message);
	}

	Finding warning(String subject, String message) {
		return finding(Finding.Severity.WARNING, subject, message);
	}

	Finding error(String subject, String message) {
		return finding(Finding.Severity.ERROR, subject, message);
	}

	private Finding finding(Finding.Severity severity, String subject, String message) {
		return new Finding(id(), severity, PrintableText.of(subject), PrintableText.of(message));
	}

}
