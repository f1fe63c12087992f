package io.mtlsboot.autoconfigure;

import java.util.function.Supplier;

/**
 * Names the property whose value is refused by whoever takes it.
 */
final class CheckedProperty {

	private CheckedProperty() {
	}

	/**
	 * Makes something of the value of a property.
	 * @param <T> what is made of it
	 * @param name the full name of the property
	 * @param creation makes it, or says what is wrong with the value and what was
	 * expected
	 * @return what was made
	 * @throws MtlsConfigurationException if the value is refused
	 */
	static <T> T of(String name, Supplier<T> creation) {
		try {
			return creation.get();
		}
		catch (IllegalArgumentException ex) {
			throw new MtlsConfigurationException("Property '" + name + "' cannot be used: " + ex.getMessage(),
					"Correct the value, or remove it to use the default.");
		}
	}

}
