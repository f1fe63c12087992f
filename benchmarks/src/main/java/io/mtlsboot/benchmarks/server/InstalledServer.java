package io.mtlsboot.benchmarks.server;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.mtlsboot.benchmarks.process.Executable;

/**
 * Programs that others wrote, each with one worker, mutual TLS 1.2 and 1.3, tickets, and
 * a caller who must have the right name.
 */
enum InstalledServer {

	NGINX("nginx", "-V", "(?<=nginx version: )\\S+|OpenSSL [0-9][0-9a-z.]+") {
		@Override
		List<String> command(String program, Path configuration) {
			return List.of(program, "-p", String.valueOf(configuration.getParent()), "-c", configuration.toString());
		}

		@Override
		String configuration(Path material, int port, int backendPort) {
			String answer = (backendPort == 0) ? "default_type text/plain; return 200 \"hello $ssl_client_s_dn\";"
					: "proxy_pass http://backend; proxy_http_version 1.1; proxy_set_header Connection \"\";"
							+ " proxy_set_header X-Caller $ssl_client_s_dn;";
			return """
					daemon off;
					worker_processes 1;
					worker_rlimit_nofile 20000;
					%1$s
					pid nginx.pid;
					error_log stderr;
					events { worker_connections 20000; }
					http {
						access_log off;
						client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
						uwsgi_temp_path uwsgi; scgi_temp_path scgi;
						keepalive_requests 1000000000; keepalive_timeout 600s;
						upstream backend { server 127.0.0.1:%4$d; keepalive 64; keepalive_requests 1000000000; }
						server {
							listen 127.0.0.1:%3$d ssl backlog=1024;
							ssl_certificate %2$s/tls.crt; ssl_certificate_key %2$s/tls.key;
							ssl_client_certificate %2$s/ca.crt; ssl_verify_client on; ssl_verify_depth 2;
							ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache shared:mtls:10m;
							if ($ssl_client_s_dn != "CN=web") { return 403; }
							location / { %5$s }
						}
					}
					""".formatted("root".equals(System.getProperty("user.name")) ? "user root;" : "", material, port,
					Math.max(1, backendPort), answer);
		}
	},

	HAPROXY("haproxy", "-vv", "(?<=HAProxy version )[0-9.]+|(?<=Running on OpenSSL version : )OpenSSL [0-9a-z.]+") {
		@Override
		List<String> command(String program, Path configuration) {
			return List.of(program, "-db", "-f", configuration.toString());
		}

		@Override
		String configuration(Path material, int port, int backendPort) {
			String answer = (backendPort == 0)
					? "http-request return status 200 content-type text/plain lf-string \"hello %[ssl_c_s_dn(cn)]\""
					: "http-request set-header X-Caller %[ssl_c_s_dn(cn)]\n\tdefault_backend boot\n"
							+ "backend boot\n\thttp-reuse always\n\tserver boot 127.0.0.1:" + backendPort;
			return """
					global
						nbthread 1
						maxconn 20000
						no strict-limits
					defaults
						mode http
						timeout connect 5s
						timeout client 600s
						timeout server 60s
						timeout http-keep-alive 600s
					frontend mtls
						bind 127.0.0.1:%2$d ssl crt %1$s/tls.pem ca-file %1$s/ca.crt verify required ssl-min-ver TLSv1.2
						http-request deny unless { ssl_c_s_dn(cn) web }
						%3$s
					""".formatted(material, port, answer);
		}
	},

	NODE("node", "--eval=console.log(process.version, 'OpenSSL', process.versions.openssl)", ".+") {
		@Override
		List<String> command(String program, Path configuration) {
			return List.of(program, configuration.toString());
		}

		@Override
		String configuration(Path material, int port, int backendPort) {
			return """
					const https = require('https'), fs = require('fs');
					const read = (name) => fs.readFileSync('%1$s/' + name);
					const server = https.createServer({ cert: read('tls.crt'), key: read('tls.key'), ca: read('ca.crt'),
						requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2' }, (request, response) => {
						const caller = request.socket.caller;
						response.statusCode = caller === 'web' ? 200 : 403;
						response.end('hello ' + caller);
					});
					server.on('secureConnection', (socket) => { socket.caller = socket.getPeerCertificate().subject.CN; });
					server.keepAliveTimeout = 600000;
					server.maxRequestsPerSocket = 0;
					server.listen(%2$d, '127.0.0.1', 1024);
					process.stdin.on('end', () => process.exit()).resume();
					"""
				.formatted(material, port);
		}
	};

	private final String command;

	private final String versionOption;

	private final String versionPattern;

	InstalledServer(String command, String versionOption, String versionPattern) {
		this.command = command;
		this.versionOption = versionOption;
		this.versionPattern = versionPattern;
	}

	/**
	 * Asks a program for its version and that of its TLS library.
	 * @param program its file
	 * @return what it says
	 */
	String version(Path program) {
		String answer = Executable.output(List.of(program.toString(), this.versionOption));
		return Pattern.compile(this.versionPattern)
			.matcher(answer)
			.results()
			.map(MatchResult::group)
			.distinct()
			.collect(Collectors.joining(" "));
	}

	String command() {
		return this.command;
	}

	abstract List<String> command(String program, Path configuration);

	abstract String configuration(Path material, int port, int backendPort);

}
