package io.mtlsboot.autoconfigure.client;

import java.net.URI;

/**
 * A client of {@code mtls.clients} whose settings make sense.
 *
 * @param name the name of the client
 * @param url the base URL of the service
 * @param connections its connections
 */
record MtlsClient(String name, URI url, Connections connections) {

}
