package io.mtlsboot.benchmarks;

import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Prints how much memory a CRL keeps, beside the object of the JDK: what the heap has
 * more after a collection, its encoding included.
 */
public final class CrlMemory {

	private static final int COLLECTIONS = 5;

	private CrlMemory() {
	}

	/**
	 * Measures both for some sizes.
	 * @param arguments numbers of entries; 1,000, 100,000 and 1,000,000 if there are none
	 * @throws GeneralSecurityException if one of them cannot be loaded
	 */
	public static void main(String[] arguments) throws GeneralSecurityException {
		List<String> sizes = (arguments.length != 0) ? List.of(arguments) : List.of("1000", "100000", "1000000");
		for (String size : sizes) {
			int entries = Integer.parseInt(size);
			System.out.printf("%,d entries: ours %,d bytes, JDK %,d bytes%n", entries, ours(entries), jdks(entries));
		}
	}

	private static long ours(int entries) throws GeneralSecurityException {
		long before = used();
		Object kept = GeneratedCrl.ours(new GeneratedCrl(entries).der());
		return used() - before + 0L * kept.hashCode();
	}

	private static long jdks(int entries) throws GeneralSecurityException {
		long before = used();
		Object kept = GeneratedCrl.jdks(new GeneratedCrl(entries).der());
		return used() - before + 0L * kept.hashCode();
	}

	private static long used() {
		Runtime runtime = Runtime.getRuntime();
		for (int i = 0; i < COLLECTIONS; i++) {
			runtime.gc();
		}
		return runtime.totalMemory() - runtime.freeMemory();
	}

}
