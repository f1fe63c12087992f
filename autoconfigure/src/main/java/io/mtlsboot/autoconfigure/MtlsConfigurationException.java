package io.mtlsboot.autoconfigure;

/**
 * The configuration contradicts itself, lacks something or has a value that cannot be
 * understood. The application does not start.
 */
public class MtlsConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	/**
	 * Refuses a configuration.
	 * @param message what is wrong: the property, its value in quotes, what was expected
	 * @param action what to do
	 */
	public MtlsConfigurationException(String message, String action) {
		super(message);
		this.action = action;
	}

	/**
	 * What to do.
	 * @return one or several sentences, shown by the failure analysis
	 */
	public String action() {
		return this.action;
	}

}
