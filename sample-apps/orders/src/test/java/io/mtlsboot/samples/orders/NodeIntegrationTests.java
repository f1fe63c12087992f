package io.mtlsboot.samples.orders;

import java.util.List;

/**
 * The service as seen by Node.js.
 */
class NodeIntegrationTests extends OutsideClientTests {

	private static final String SCRIPT = """
			const fs = require('node:fs');
			const [port, path, certificate, key, version] = process.argv.slice(1);
			const options = { host: 'localhost', port, path, agent: false, ca: fs.readFileSync('root.crt'),
				minVersion: version, maxVersion: version };
			if (certificate) {
				options.cert = fs.readFileSync(certificate);
				options.key = fs.readFileSync(key);
			}
			require('node:https').get(options, (response) => {
				console.log(response.statusCode);
				response.pipe(process.stdout);
			}).on('error', (error) => {
				console.log(error.message);
				process.exitCode = 1;
			});
			""";

	NodeIntegrationTests(SharedOrders.Running running) {
		super("node", running);
	}

	@Override
	ExternalTool.Result get(String path, Credentials credentials, String protocol) {
		return tool().run(pki().directory(), "", List.of("-e", SCRIPT, "--", String.valueOf(port()), path,
				credentials.certificate(), credentials.key(), protocol));
	}

}
