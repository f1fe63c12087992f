package io.mtlsboot.samples.demo;

import java.io.PrintStream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints the lifetimes of the certificates that the endpoint of a service tells of.
 *
 * @param out where to
 */
record Lifetimes(PrintStream out) {

	void print(String endpoint) {
		this.out.println("\nCertificates of orders, from its endpoint /actuator/mtls");
		for (JsonNode store : new JsonMapper().readTree(endpoint).get("stores")) {
			JsonNode identity = store.get("identity");
			this.out.printf("  %-8s generation %d  %s  until %s, %.0f %% of its lifetime left%n",
					store.get("name").asString(), store.get("generation").asLong(), identity.get("subject").asString(),
					identity.get("notAfter").asString(), 100 * identity.get("lifetimeLeft").asDouble());
		}
	}

}
