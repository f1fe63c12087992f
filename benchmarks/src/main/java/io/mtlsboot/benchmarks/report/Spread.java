package io.mtlsboot.benchmarks.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What several rounds say of the same thing. NaN if there were none.
 *
 * @param median the middle one
 * @param lowest the lowest
 * @param highest the highest
 */
public record Spread(double median, double lowest, double highest) {

	/**
	 * Compares the samples of all rounds.
	 * @param samples one for each round
	 * @param value what is compared
	 * @param <T> what a sample is
	 * @return how they spread
	 */
	public static <T> Spread of(List<T> samples, ToDoubleFunction<T> value) {
		double[] sorted = samples.stream().mapToDouble(value).sorted().toArray();
		int middle = sorted.length / 2;
		if (sorted.length == 0) {
			return new Spread(Double.NaN, Double.NaN, Double.NaN);
		}
		double median = (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
		return new Spread(median, sorted[0], sorted[sorted.length - 1]);
	}

	/**
	 * Returns the middle one alone.
	 * @param samples one for each round
	 * @param value what is compared
	 * @param <T> what a sample is
	 * @return the median
	 */
	public static <T> double median(List<T> samples, ToDoubleFunction<T> value) {
		return of(samples, value).median();
	}

}
