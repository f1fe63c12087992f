package io.mtlsboot.benchmarks.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.mtlsboot.benchmarks.load.Protocol;

/**
 * What is asked of a server.
 */
enum Mode {

	FULL13("full handshake TLS 1.3", Protocol.TLS13, false, false, 10_000),

	FULL12("full handshake TLS 1.2", Protocol.TLS12, false, false, 5_000),

	RESUMED13("resumed TLS 1.3", Protocol.TLS13, true, false, 8_000),

	RESUMED12("resumed TLS 1.2", Protocol.TLS12, true, false, 8_000),

	KEEPALIVE("kept-alive request", Protocol.TLS13, false, true, 80_000),

	ROTATION("kept-alive request, a rotation every second", Protocol.TLS13, false, true, 10_000),

	IDLE("idle connection", Protocol.TLS13, false, true, 0),

	START("start", Protocol.TLS13, false, false, 0);

	private final String title;

	private final Protocol protocol;

	private final boolean resume;

	private final boolean keepAlive;

	private final int warmUp;

	Mode(String title, Protocol protocol, boolean resume, boolean keepAlive, int warmUp) {
		this.title = title;
		this.protocol = protocol;
		this.resume = resume;
		this.keepAlive = keepAlive;
		this.warmUp = warmUp;
	}

	static Mode of(String id) {
		return Arrays.stream(values())
			.filter((mode) -> mode.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Unable to measure '" + id + "': expected one of "
					+ Arrays.stream(values()).map(Mode::id).collect(Collectors.joining(", "))));
	}

	String id() {
		return name().toLowerCase(Locale.ROOT);
	}

	String title() {
		return this.title;
	}

	/**
	 * Returns whether something is asked of it all the time.
	 * @return false for what has rows of its own
	 */
	boolean isLoad() {
		return this.warmUp > 0;
	}

	Protocol protocol() {
		return this.protocol;
	}

	boolean resumes() {
		return this.resume;
	}

	boolean keepsAlive() {
		return this.keepAlive;
	}

	/**
	 * Returns after how many operations a JVM has compiled what they need.
	 * @return operations, after those of the modes before
	 */
	int warmUp() {
		return this.warmUp;
	}

}
