package io.mtlsboot.benchmarks.server;

/**
 * What the start of a server cost, once.
 *
 * @param server its name
 * @param millis how long it took until it listened
 * @param cpuMillis CPU time until then
 */
record StartRow(String server, double millis, double cpuMillis) {
}
