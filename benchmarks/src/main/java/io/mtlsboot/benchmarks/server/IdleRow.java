package io.mtlsboot.benchmarks.server;

/**
 * What connections cost that are open and not used.
 *
 * @param server its name
 * @param title what it is
 * @param connections how many were opened
 * @param residentKilobytes what the server had more in RAM, per connection; with a heap
 * that includes what is not collected yet
 * @param heapKilobytes what was alive in the heap after a collection, per connection; NaN
 * if there is no heap
 * @param openMicros CPU time of the server to open one, with one request
 * @param idleMillisPerSecond CPU time of the server in a second while nobody asks it for
 * anything
 * @param problem why the numbers are not valid, or empty
 */
record IdleRow(String server, String title, long connections, double residentKilobytes, double heapKilobytes,
		double openMicros, double idleMillisPerSecond, String problem) {
}
