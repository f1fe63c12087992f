package io.mtlsboot.benchmarks.load;

/**
 * How long answers took, counted by the microsecond.
 */
final class Latencies {

	// What took longer counts as this
	private static final int SLOWEST = 200_000;

	private final int[] counts = new int[SLOWEST + 1];

	private long total;

	void add(long nanos) {
		this.counts[(int) Math.min(Math.max(nanos / 1000, 0), SLOWEST)]++;
		this.total++;
	}

	/**
	 * Returns what a share of the answers was not slower than.
	 * @param share from 0 to 1
	 * @return microseconds
	 */
	long quantile(double share) {
		long wanted = (long) Math.ceil(this.total * share);
		long seen = 0;
		for (int micros = 0; micros <= SLOWEST; micros++) {
			seen += this.counts[micros];
			if (seen >= wanted) {
				return micros;
			}
		}
		return SLOWEST;
	}

}
