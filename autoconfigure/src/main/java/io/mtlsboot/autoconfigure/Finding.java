package io.mtlsboot.autoconfigure;

/**
 * What an examination of the configuration, the material and the callees has found.
 *
 * @param id which check found it, such as {@code private-key-file}: a heading in
 * {@code docs/doctor.md}
 * @param severity whether something is wrong
 * @param subject what was examined, such as {@code server} or {@code client:orders}
 * @param message one sentence, printable: what was found and, if something is wrong, what
 * to do
 */
public record Finding(String id, Severity severity, String subject, String message) {

	/**
	 * Where the documentation explains the check.
	 * @return a file of the project with an anchor
	 */
	public String documentation() {
		return "docs/doctor.md#" + this.id;
	}

	/**
	 * Whether something is wrong.
	 */
	public enum Severity {

		/**
		 * It is as it should be.
		 */
		OK,

		/**
		 * It works now and will or may not for long, or is unsafe.
		 */
		WARNING,

		/**
		 * It does not work.
		 */
		ERROR

	}

}
