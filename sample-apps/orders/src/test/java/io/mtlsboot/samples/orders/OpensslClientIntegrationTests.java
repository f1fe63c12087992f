package io.mtlsboot.samples.orders;

import java.util.ArrayList;
import java.util.List;

/**
 * The service as seen by {@code openssl s_client}.
 */
class OpensslClientIntegrationTests extends OutsideClientTests {

	OpensslClientIntegrationTests(SharedOrders.Running running) {
		super("openssl", running);
	}

	@Override
	ExternalTool.Result get(String path, Credentials credentials, String protocol) {
		List<String> arguments = new ArrayList<>(List.of("s_client", "-quiet", "-connect", "localhost:" + port(),
				"-servername", "localhost", "-verify_hostname", "localhost", "-verify_return_error", "-CAfile",
				"root.crt", protocol.equals("TLSv1.3") ? "-tls1_3" : "-tls1_2"));
		if (credentials != Credentials.NOTHING) {
			arguments.addAll(List.of("-cert", credentials.certificate(), "-key", credentials.key(), "-cert_chain",
					credentials.certificate()));
		}
		return tool().run(pki().directory(),
				"GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", arguments);
	}

}
