package io.mtlsboot.autoconfigure.server;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * Tomcat's HTTP/1.1 over NIO, with connections that know who failed and why. Public only
 * because Tomcat creates it by its name.
 * <p>
 * A web server has it unless another protocol was chosen for its factory; an additional
 * connector has it if it is created as {@code new Connector(MtlsHttp11Protocol.class
 * .getName())}. Until {@code mtls.server} takes hold of the connector, it is like the
 * protocol that it extends.
 */
public final class MtlsHttp11Protocol extends Http11NioProtocol {

	private final TomcatEndpoint endpoint;

	/**
	 * Called by Tomcat.
	 */
	public MtlsHttp11Protocol() {
		this(new TomcatEndpoint());
	}

	private MtlsHttp11Protocol(TomcatEndpoint endpoint) {
		super(endpoint);
		this.endpoint = endpoint;
	}

	void protect(LiveTrust trust) {
		this.endpoint.protect(trust);
	}

	boolean isProtected() {
		return this.endpoint.isProtected();
	}

	@Override
	protected Processor createProcessor() {
		return new TomcatProcessor(this, getAdapter());
	}

}
