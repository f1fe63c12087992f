package io.mtlsboot.autoconfigure;

import java.util.List;

/**
 * Examines the configuration, the material and the callees as they are now.
 */
@FunctionalInterface
public interface MtlsDoctor {

	/**
	 * Examines everything that is configured, and contacts nothing else. Reads all
	 * material again and calls every configured callee once, so that it blocks for
	 * seconds; changes nothing.
	 * @return what was found, what is well included; the worst first
	 */
	List<Finding> examine();

}
