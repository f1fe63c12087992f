package io.mtlsboot.autoconfigure.actuate;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.mtlsboot.autoconfigure.AdjustableClock;
import io.mtlsboot.autoconfigure.ObservedCalls;
import io.mtlsboot.autoconfigure.Readiness;
import io.mtlsboot.identity.IdentityExtractor;
import io.mtlsboot.identity.IdentityType;
import io.mtlsboot.trust.RejectionReason;
import org.json.JSONException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;

import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ReadinessSectionTests {

	private static final Instant START = Materials.NOW;

	private static final MtlsEndpointSection.Filter ALL = filter(null, null);

	private final AdjustableClock clock = new AdjustableClock(START);

	private final Readiness readiness = new Readiness(Duration.ofDays(7), Instant.parse("2026-09-01T00:00:00Z"),
			IdentityExtractor.inOrder(List.of(IdentityType.SPIFFE_ID)), this.clock);

	private final ReadinessSection section = new ReadinessSection(this.readiness, true);

	@BeforeEach
	void call() {
		X509Certificate orders = Materials.orders().certificate();
		this.readiness.onCall(ObservedCalls.plaintext().at(this.clock.pass(Duration.ofSeconds(1))));
		this.readiness.onCall(ObservedCalls.admitted(orders)
			.refused(RejectionReason.PURPOSE_NOT_ALLOWED, "required: clientAuth, presented: serverAuth")
			.at(this.clock.pass(Duration.ofSeconds(1))));
		this.readiness.onCall(ObservedCalls.admitted(orders).at(this.clock.pass(Duration.ofSeconds(1))));
	}

	@Test
	void verifyWhenServerObservesThenTellsEverythingAsJson() throws JSONException {
		JSONAssert.assertEquals(
				"""
						{
						  "mode": "observe",
						  "verdict": "NOT_READY",
						  "since": "2026-06-01T12:00:00Z",
						  "because": "the last call that a strict port would refuse came at 2026-06-01T12:00:02Z; ready at 2026-06-08T12:00:02Z if none comes until then",
						  "readyFrom": "2026-06-08T12:00:02Z",
						  "observation": { "since": "2026-06-01T12:00:00Z", "until": "2026-09-01T00:00:00Z", "readyAfter": "PT168H" },
						  "wouldAdmit": 0,
						  "wouldRefuse": 2,
						  "callers": [
						    {
						      "identity": "spiffe://shop.example/orders",
						      "knownIssuer": true,
						      "address": "10.0.0.2",
						      "offender": true,
						      "did": "ADMITTED",
						      "lastSeen": "2026-06-01T12:00:03Z",
						      "lastRefused": {
						        "time": "2026-06-01T12:00:02Z",
						        "address": "10.0.0.2",
						        "reason": "PURPOSE_NOT_ALLOWED",
						        "check": "PURPOSE",
						        "detail": "required: clientAuth, presented: serverAuth"
						      },
						      "firstSeen": "2026-06-01T12:00:02Z",
						      "admitted": 1,
						      "refused": 1,
						      "paths": [ "/orders" ],
						      "morePaths": false
						    },
						    {
						      "address": "10.0.0.1",
						      "userAgent": "curl/8.5.0",
						      "offender": true,
						      "did": "PLAINTEXT",
						      "lastSeen": "2026-06-01T12:00:01Z",
						      "lastRefused": {
						        "time": "2026-06-01T12:00:01Z",
						        "address": "10.0.0.1",
						        "reason": "PLAINTEXT",
						        "check": "TLS",
						        "detail": "an HTTP request without TLS"
						      },
						      "firstSeen": "2026-06-01T12:00:01Z",
						      "admitted": 0,
						      "refused": 1,
						      "paths": [ "/orders" ],
						      "morePaths": false
						    }
						  ],
						  "unlisted": { "admitted": 0, "refused": 0 }
						}""",
				json(this.section.read(ALL)), true);
	}

	@Test
	void verifyWhenReasonIsAskedForThenOnlyCallersThatHadItAreListedAndVerdictStays() {
		assertThat(read(filter("purpose_not_allowed", null)).callers()).singleElement()
			.extracting(ReadinessDescriptor.Caller::identity)
			.isEqualTo("spiffe://shop.example/orders");
		ReadinessDescriptor none = read(filter("EXPIRED", null));
		assertThat(none.callers()).isEmpty();
		assertThat(none.wouldRefuse()).isEqualTo(2);
		assertThat(none.verdict()).isEqualTo(read(ALL).verdict());
	}

	@Test
	void verifyWhenPeerIsAskedForThenOnlyCallersWithThatNameOrAddressAreListed() {
		assertThat(read(filter(null, "Shop.Example/ord")).callers()).hasSize(1);
		assertThat(read(filter(null, "10.0.0.1")).callers()).hasSize(1);
		assertThat(read(filter(null, "CURL")).callers()).hasSize(1);
		assertThat(read(filter("PLAINTEXT", "spiffe:")).callers()).isEmpty();
	}

	@Test
	void verifyWhenServerIsStrictThenSaysSo() {
		assertThat(new ReadinessSection(null, true).read(ALL)).isEqualTo(ReadinessDescriptor.STRICT);
	}

	@Test
	void verifyWhenServerIsNotProtectedThenThereIsNothingToRead() {
		assertThat(new ReadinessSection(null, false).read(ALL)).isNull();
	}

	private ReadinessDescriptor read(MtlsEndpointSection.Filter filter) {
		return (ReadinessDescriptor) this.section.read(filter);
	}

	private static MtlsEndpointSection.Filter filter(String reason, String peer) {
		return new MtlsEndpointSection.Filter(reason, null, peer);
	}

	private static String json(Object body) {
		String[] json = new String[1];
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(JacksonEndpointAutoConfiguration.class))
			.run((context) -> json[0] = context.getBean(EndpointJsonMapper.class).get().writeValueAsString(body));
		return json[0];
	}

}
