package io.mtlsboot.benchmarks.load;

/**
 * What connections speak.
 */
public enum Protocol {

	/** TLS 1.3 and no other version. */
	TLS13,

	/** TLS 1.2 and no other version. */
	TLS12,

	/** HTTP without TLS. */
	PLAIN

}
