package io.mtlsboot.autoconfigure.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.FastByteArrayOutputStream;

/**
 * A request that chooses its connection only when it is sent. Until then it holds on to
 * nothing, so that one that is never sent keeps no old pool open. One that the callee may
 * have refused for our certificate is sent once more if there is a newer one by then.
 */
final class RotatingRequest implements ClientHttpRequest, StreamingHttpOutputMessage {

	private final Rotating<ClientHttpRequestFactory> factories;

	private final URI uri;

	private final HttpMethod method;

	private final HttpHeaders headers = new HttpHeaders();

	private final Map<String, Object> attributes = new LinkedHashMap<>();

	private @Nullable Body body;

	private @Nullable FastByteArrayOutputStream buffer;

	RotatingRequest(Rotating<ClientHttpRequestFactory> factories, URI uri, HttpMethod method) {
		this.factories = factories;
		this.uri = uri;
		this.method = method;
	}

	@Override
	public ClientHttpResponse execute() throws IOException {
		Held<ClientHttpRequestFactory> held = this.factories.acquire();
		CalleeCall call = CalleeCall.begin(held.context(), this.uri);
		try {
			return send(held);
		}
		catch (IOException | RuntimeException ex) {
			if (!isRepeatable() || !Repetition.mayBeRefused(ex) || !this.factories.isRenewedSince(held)) {
				throw rethrown(CalleeCall.explained(call, ex));
			}
			return repeat(CalleeCall.explained(call, ex));
		}
	}

	private ClientHttpResponse repeat(Throwable first) throws IOException {
		Held<ClientHttpRequestFactory> held = this.factories.acquire();
		CalleeCall call = CalleeCall.begin(held.context(), this.uri);
		try {
			return send(held);
		}
		catch (IOException | RuntimeException ex) {
			throw rethrown(Repetition.after(CalleeCall.explained(call, ex), first));
		}
	}

	private static RuntimeException rethrown(Throwable failure) throws IOException {
		if (failure instanceof IOException io) {
			throw io;
		}
		throw (RuntimeException) failure;
	}

	private boolean isRepeatable() {
		return Repetition.isSafe(this.method, this.uri) && (this.body == null || this.body.repeatable());
	}

	private ClientHttpResponse send(Held<ClientHttpRequestFactory> held) throws IOException {
		boolean sent = false;
		try {
			ClientHttpRequest request = held.value().createRequest(this.uri, this.method);
			request.getHeaders().putAll(this.headers);
			request.getAttributes().putAll(this.attributes);
			writeBody(request);
			ClientHttpResponse response = new HeldResponse(request.execute(), held);
			sent = true;
			return response;
		}
		finally {
			if (!sent) {
				held.release();
			}
		}
	}

	private void writeBody(ClientHttpRequest request) throws IOException {
		if (this.buffer != null) {
			byte[] bytes = this.buffer.toByteArray();
			request.getHeaders().setContentLength(bytes.length);
			if (request instanceof StreamingHttpOutputMessage streaming) {
				streaming.setBody(bytes);
			}
			else {
				request.getBody().write(bytes);
			}
		}
		else if (this.body != null) {
			if (request instanceof StreamingHttpOutputMessage streaming) {
				streaming.setBody(this.body);
			}
			else {
				this.body.writeTo(request.getBody());
			}
		}
	}

	@Override
	public HttpMethod getMethod() {
		return this.method;
	}

	@Override
	public URI getURI() {
		return this.uri;
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.attributes;
	}

	@Override
	public OutputStream getBody() {
		if (this.body != null) {
			throw new IllegalStateException("The body was already set with setBody");
		}
		if (this.buffer == null) {
			this.buffer = new FastByteArrayOutputStream(1024);
		}
		return this.buffer;
	}

	@Override
	public void setBody(Body body) {
		if (this.buffer != null) {
			throw new IllegalStateException("The body was already begun with getBody");
		}
		this.body = body;
	}

}
