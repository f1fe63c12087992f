package io.mtlsboot.autoconfigure.client;

/**
 * What sends requests over one generation of material, with its pool of connections.
 *
 * @param <T> a request factory or a connector
 * @param value what sends requests
 * @param close closes the pool
 */
record Transport<T>(T value, Runnable close) {

}
