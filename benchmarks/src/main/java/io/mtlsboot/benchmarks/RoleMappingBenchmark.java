package io.mtlsboot.benchmarks;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.mtlsboot.autoconfigure.security.WorkloadAuthoritiesMapper;
import io.mtlsboot.identity.SpiffeId;
import io.mtlsboot.identity.WorkloadIdentity;
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

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * What it costs to find the roles of a caller, which is done once for each certificate:
 * for the one whose rule is the last, and for one that has none. Beside that, the users
 * that a hand-wired service looks up for each request.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RoleMappingBenchmark {

	private static final String CALLER = "spiffe://shop.example/team/service-";

	private static final int HOLDERS = 10;

	/** How many rules there are, ten for each role. */
	@Param({ "10", "10000" })
	public int rules;

	private final X509Certificate certificate = BenchmarkPki.create().caller("web").get(0);

	private WorkloadAuthoritiesMapper mapper = WorkloadAuthoritiesMapper.roles(Map.of());

	private UserDetailsService users = new InMemoryUserDetailsManager();

	private WorkloadIdentity last = new SpiffeId(CALLER);

	private final WorkloadIdentity stranger = new SpiffeId(CALLER + "none");

	/**
	 * Reads the rules.
	 */
	@Setup
	public void read() {
		Map<String, List<String>> roles = new LinkedHashMap<>();
		for (int first = 0; first < this.rules; first += HOLDERS) {
			roles.put("role-" + first,
					IntStream.range(first, first + HOLDERS).mapToObj((number) -> CALLER + number).toList());
		}
		this.mapper = WorkloadAuthoritiesMapper.roles(roles);
		this.last = new SpiffeId(CALLER + (this.rules - 1));
		this.users = new InMemoryUserDetailsManager(
				IntStream.range(0, this.rules).mapToObj(RoleMappingBenchmark::user).toList());
	}

	private static UserDetails user(int number) {
		return new User(CALLER + number, "",
				AuthorityUtils.createAuthorityList("ROLE_role-" + number / HOLDERS * HOLDERS));
	}

	/**
	 * A caller whose rule is the last.
	 * @return its role
	 */
	@Benchmark
	public Collection<? extends GrantedAuthority> last() {
		return this.mapper.authorities(this.last, this.certificate);
	}

	/**
	 * A caller for whom there is no rule.
	 * @return nothing
	 */
	@Benchmark
	public Collection<? extends GrantedAuthority> none() {
		return this.mapper.authorities(this.stranger, this.certificate);
	}

	/**
	 * The same caller by its exact name, in a map of users.
	 * @return its role
	 */
	@Benchmark
	public Collection<? extends GrantedAuthority> user() {
		return this.users.loadUserByUsername(this.last.value()).getAuthorities();
	}

}
