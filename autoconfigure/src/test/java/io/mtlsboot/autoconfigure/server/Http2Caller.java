package io.mtlsboot.autoconfigure.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import io.mtlsboot.devca.IssuedCertificate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;

/**
 * Speaks just enough HTTP/2.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113">RFC 9113</a>
 */
final class Http2Caller extends LiveCaller {

	private static final int DATA = 0;

	private static final int HEADERS = 1;

	private static final int SETTINGS = 4;

	private static final int PING = 6;

	private static final int GOAWAY = 7;

	private static final int ACK = 1;

	private static final int END_STREAM = 1;

	private static final int END_HEADERS = 4;

	private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();

	private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder();

	private final DataInputStream in;

	private final DataOutputStream out;

	private int nextStream = 1;

	private boolean told;

	private final Map<String, String> headers = new HashMap<>();

	private final ByteArrayOutputStream body = new ByteArrayOutputStream();

	private int ended;

	Http2Caller(IssuedCertificate certificate, int port, String tls) throws IOException {
		super(certificate, port, tls, "h2");
		this.in = new DataInputStream(socket().getInputStream());
		this.out = new DataOutputStream(socket().getOutputStream());
		this.out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		send(SETTINGS, 0, 0, new byte[0]);
	}

	@Override
	Answer exchange(String method, String path, String content) throws IOException {
		int stream = send(method, path, content);
		while (this.ended != stream) {
			readSome();
		}
		return new Answer(Integer.parseInt(this.headers.get(":status")), Map.copyOf(this.headers),
				this.body.toString(StandardCharsets.UTF_8));
	}

	@Override
	void begin(String path) throws IOException {
		send("GET", path, null);
	}

	private int send(String method, String path, String content) throws IOException {
		int stream = this.nextStream;
		this.nextStream += 2;
		this.headers.clear();
		this.body.reset();
		Http2Headers request = new DefaultHttp2Headers().method(method)
			.scheme("https")
			.authority("localhost")
			.path(path)
			.add("content-type", "text/plain");
		ByteBuf block = Unpooled.buffer();
		try {
			this.encoder.encodeHeaders(stream, request, block);
		}
		catch (Http2Exception ex) {
			throw new IOException(ex);
		}
		send(HEADERS, (content != null) ? END_HEADERS : END_HEADERS | END_STREAM, stream, ByteBufUtil.getBytes(block));
		if (content != null) {
			send(DATA, END_STREAM, stream, content.getBytes(StandardCharsets.UTF_8));
		}
		return stream;
	}

	private void send(int type, int flags, int stream, byte[] payload) throws IOException {
		ByteArrayOutputStream frame = new ByteArrayOutputStream();
		DataOutputStream writer = new DataOutputStream(frame);
		writer.writeByte(payload.length >> 16);
		writer.writeShort(payload.length);
		writer.writeByte(type);
		writer.writeByte(flags);
		writer.writeInt(stream);
		writer.write(payload);
		this.out.write(frame.toByteArray());
		this.out.flush();
	}

	@Override
	void readSome() throws IOException {
		int length = (this.in.readUnsignedByte() << 16) + this.in.readUnsignedShort();
		int type = this.in.readUnsignedByte();
		int flags = this.in.readUnsignedByte();
		int stream = this.in.readInt();
		byte[] payload = this.in.readNBytes(length);
		switch (type) {
			case SETTINGS, PING -> acknowledge(type, flags, payload);
			case GOAWAY -> {
				this.told = true;
			}
			case HEADERS -> decode(stream, payload);
			case DATA -> this.body.write(payload);
			default -> {
			}
		}
		if ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
			this.ended = stream;
		}
	}

	private void acknowledge(int type, int flags, byte[] payload) throws IOException {
		if ((flags & ACK) == 0) {
			send(type, ACK, 0, (type == PING) ? payload : new byte[0]);
		}
	}

	private void decode(int stream, byte[] block) throws IOException {
		try {
			this.decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(block))
				.forEach((header) -> this.headers.put(header.getKey().toString(), header.getValue().toString()));
		}
		catch (Http2Exception ex) {
			throw new IOException(ex);
		}
	}

	@Override
	boolean isTold() {
		return this.told;
	}

}
