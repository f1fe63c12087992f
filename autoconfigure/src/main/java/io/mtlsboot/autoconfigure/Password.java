package io.mtlsboot.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A password, or the file that has it, which may change together with what it opens.
 */
final class Password {

	private final @Nullable String value;

	private final @Nullable MaterialFile file;

	private Password(@Nullable String value, @Nullable MaterialFile file) {
		this.value = value;
		this.file = file;
	}

	/**
	 * Takes one of two properties.
	 * @param property the name of the property that has the password; that of the file
	 * has {@code -file} at its end
	 * @param value the password
	 * @param location the file
	 * @return the password
	 * @throws MtlsConfigurationException if both are set
	 */
	static Password of(String property, @Nullable String value, @Nullable String location) {
		if (value != null && location != null) {
			throw new MtlsConfigurationException(
					"Properties contradict each other: '" + property + "' and '" + property + "-file' are both set",
					"Remove one of them.");
		}
		return new Password(value, (location != null) ? new MaterialFile(property + "-file", location) : null);
	}

	/**
	 * The password as it is now.
	 * @return the password, or {@code null} if there is none
	 */
	@Nullable String get() {
		if (this.file == null) {
			return this.value;
		}
		// Editors and 'echo' end a file with a line break, which is not part of it
		return new String(this.file.read(), StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
	}

	List<MaterialFile> files() {
		return (this.file != null) ? List.of(this.file) : List.of();
	}

	@Override
	public String toString() {
		return (this.file != null) ? "password from " + this.file : "password";
	}

}
