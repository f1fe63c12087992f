package io.mtlsboot.revocation.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers one connection after the other with what it has been told, right or wrong.
 */
public final class ScriptedServer implements AutoCloseable {

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final ServerSocket socket;

	private ScriptedServer(ServerSocket socket) {
		this.socket = socket;
	}

	public static ScriptedServer answering(String... answers) throws IOException {
		Script[] scripts = new Script[answers.length];
		for (int i = 0; i < answers.length; i++) {
			byte[] octets = answers[i].getBytes(StandardCharsets.ISO_8859_1);
			scripts[i] = (output) -> output.write(octets);
		}
		return running(scripts);
	}

	public static ScriptedServer running(Script... scripts) throws IOException {
		ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		ScriptedServer server = new ScriptedServer(socket);
		Thread thread = new Thread(() -> server.serve(scripts), "scripted-server");
		thread.setDaemon(true);
		thread.start();
		return server;
	}

	public int port() {
		return this.socket.getLocalPort();
	}

	public URI uri(String path) {
		return URI.create("http://127.0.0.1:" + port() + path);
	}

	public List<String> requests() {
		return List.copyOf(this.requests);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private void serve(Script... scripts) {
		for (Script script : scripts) {
			try (Socket connection = this.socket.accept()) {
				this.requests.add(request(connection.getInputStream()));
				script.run(connection.getOutputStream());
			}
			catch (IOException ex) {
				// The end of the test, or a client that has seen enough
			}
		}
	}

	private static String request(InputStream input) throws IOException {
		StringBuilder request = new StringBuilder();
		while (request.indexOf("\r\n\r\n") < 0) {
			int octet = input.read();
			if (octet < 0) {
				return request.toString();
			}
			request.append((char) octet);
		}
		int length = request.indexOf("Content-Length: ");
		if (length >= 0) {
			String digits = request.substring(length + 16, request.indexOf("\r\n", length));
			request.append(new String(input.readNBytes(Integer.parseInt(digits)), StandardCharsets.ISO_8859_1));
		}
		return request.toString();
	}

	@FunctionalInterface
	public interface Script {

		void run(OutputStream output) throws IOException;

	}

}
