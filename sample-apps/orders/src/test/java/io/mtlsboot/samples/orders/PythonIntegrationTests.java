package io.mtlsboot.samples.orders;

import java.util.List;

/**
 * The service as seen by Python.
 */
class PythonIntegrationTests extends OutsideClientTests {

	private static final String SCRIPT = """
			import http.client, ssl, sys
			port, path, certificate, key, version = sys.argv[1:]
			context = ssl.create_default_context(cafile="root.crt")
			context.minimum_version = context.maximum_version = ssl.TLSVersion[version.replace(".", "_")]
			if certificate:
				context.load_cert_chain(certificate, key)
			connection = http.client.HTTPSConnection("localhost", int(port), timeout=15, context=context)
			connection.request("GET", path)
			response = connection.getresponse()
			print(response.status, response.read().decode())
			""";

	PythonIntegrationTests(SharedOrders.Running running) {
		super("python3", running);
	}

	@Override
	ExternalTool.Result get(String path, Credentials credentials, String protocol) {
		return tool().run(pki().directory(), "", List.of("-c", SCRIPT, String.valueOf(port()), path,
				credentials.certificate(), credentials.key(), protocol));
	}

}
