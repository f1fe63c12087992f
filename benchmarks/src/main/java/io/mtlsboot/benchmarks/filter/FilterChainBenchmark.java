package io.mtlsboot.benchmarks.filter;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.mtlsboot.autoconfigure.ConnectionCaller;
import io.mtlsboot.benchmarks.BenchmarkPki;
import io.mtlsboot.jsse.PeerVerdicts;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * What Spring Security costs a request that needs no handshake, and which of its filters
 * costs what. Without a web server: its own share, such as the headers that are sent, is
 * not in here.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FilterChainBenchmark {

	private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

	private static final FilterChain END = (request, response) -> {
	};

	/**
	 * A request and its response alone, which every other figure contains.
	 * @param caller who sends it
	 * @return the response
	 */
	@Benchmark
	public MinimalResponse nothing(Caller caller) {
		MinimalRequest request = caller.request();
		return (request.getMethod() != null) ? new MinimalResponse() : caller.response;
	}

	/**
	 * The firewall and all filters of a chain.
	 * @param chain the chain
	 * @param caller who sends the request
	 * @return the response
	 * @throws IOException never
	 * @throws ServletException never
	 */
	@Benchmark
	public MinimalResponse chain(Chain chain, Caller caller) throws IOException, ServletException {
		MinimalResponse response = new MinimalResponse();
		chain.proxy.doFilter(caller.request(), response, END);
		return response;
	}

	/**
	 * One filter of a chain.
	 * @param one the filter
	 * @param caller who sends the request
	 * @return the response
	 * @throws IOException never
	 * @throws ServletException never
	 */
	@Benchmark
	public MinimalResponse filter(One one, Caller caller) throws IOException, ServletException {
		MinimalResponse response = new MinimalResponse();
		if (one.authenticated) {
			SecurityContextHolder.setContext(caller.context);
		}
		one.filter.doFilter(caller.request(), response, END);
		SecurityContextHolder.clearContext();
		return response;
	}

	/**
	 * A caller on a connection that is kept.
	 */
	@State(Scope.Benchmark)
	public static class Caller {

		private final BenchmarkPki pki = BenchmarkPki.create();

		private final List<X509Certificate> presented = this.pki.caller("web");

		private final X509Certificate[] certificates = this.presented.toArray(new X509Certificate[0]);

		private final ConnectionCaller caller = new ConnectionCaller(
				new PeerVerdicts(this.pki::context, Clock.systemUTC()).follow(this.presented));

		private final MinimalResponse response = new MinimalResponse();

		private final SecurityContext context = new SecurityContextImpl(new PreAuthenticatedAuthenticationToken("web",
				this.certificates[0], AuthorityUtils.createAuthorityList("ROLE_reader", "FACTOR_X509")));

		MinimalRequest request() {
			MinimalRequest request = new MinimalRequest();
			request.setAttribute(CERTIFICATES, this.certificates);
			request.setAttribute(ConnectionCaller.ATTRIBUTE, this.caller);
			return request;
		}

	}

	/**
	 * A chain.
	 */
	@State(Scope.Benchmark)
	public static class Chain {

		/**
		 * Which one.
		 */
		@Param
		public Chains chain = Chains.OURS;

		private Filter proxy = Absent.object(Filter.class);

		/**
		 * Makes it.
		 */
		@Setup
		public void create() {
			this.proxy = this.chain.proxy();
		}

	}

	/**
	 * A filter of ours, of the same chain when it is customized, or of one that is wired
	 * by hand.
	 */
	@State(Scope.Benchmark)
	public static class One {

		/**
		 * Which one.
		 */
		@Param({ "OURS:WebAsyncManagerIntegrationFilter", "OURS:SecurityContextHolderFilter",
				"OURS:BrowserHeaderFilter", "OURS:CallerFilter", "OURS:SecurityContextHolderAwareRequestFilter",
				"OURS:ExceptionTranslationFilter", "OURS:AdmissionFilter", "CUSTOMIZED:HeaderWriterFilter",
				"CUSTOMIZED:WorkloadAuthenticationFilter", "CUSTOMIZED:AnonymousAuthenticationFilter",
				"CUSTOMIZED:AuthorizationFilter", "HAND_WIRED:DisableEncodeUrlFilter", "HAND_WIRED:CsrfFilter",
				"HAND_WIRED:LogoutFilter", "HAND_WIRED:X509AuthenticationFilter",
				"HAND_WIRED:RequestCacheAwareFilter" })
		public String name = "";

		private Filter filter = Absent.object(Filter.class);

		private boolean authenticated;

		/**
		 * Makes it.
		 */
		@Setup
		public void create() {
			String[] parts = this.name.split(":", -1);
			this.filter = Chains.valueOf(parts[0]).filter(parts[1]);
			// Those before the caller is known find nobody, as in the chain
			this.authenticated = !parts[1].contains("Authentication") && !"CallerFilter".equals(parts[1]);
		}

	}

}
