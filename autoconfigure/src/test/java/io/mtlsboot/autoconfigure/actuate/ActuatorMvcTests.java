package io.mtlsboot.autoconfigure.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.handshake.HandshakeJournal;
import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.MaterialSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an operator sees over HTTP, in whole applications with the defaults of Boot.
 */
class ActuatorMvcTests {

	@Nested
	@AutoConfigureMockMvc(addFilters = false)
	@SpringBootTest(classes = Current.class, properties = { "management.endpoints.web.exposure.include=mtls",
			"mtls.clients.stock.url=https://stock:8443", "mtls.clients.stock.callee=spiffe://shop.example/stock" })
	class WhenExposed {

		@Autowired
		private MockMvcTester mvc;

		@Autowired
		private MtlsMaterials materials;

		@Autowired
		private MtlsListeners listeners;

		@Autowired
		private HandshakeJournal journal;

		@Test
		void verifyThenDoesNotReload() {
			assertThat(this.mvc.post().uri("/actuator/mtls")).hasStatus(405);
			assertThat(
					this.mvc.post().uri("/actuator/mtls/explain").contentType(MediaType.APPLICATION_JSON).content("{}"))
				.hasStatus(405);
		}

		@Test
		void verifyWhenServerIsStrictThenReadinessSaysSo() {
			assertThat(this.mvc.get().uri("/actuator/mtls/readiness")).hasStatusOk()
				.bodyJson()
				.isStrictlyEqualTo("{mode: strict, because: 'the port is strict: whoever it does not admit is "
						+ "refused; nothing is observed'}");
		}

		@Test
		void verifyThenShowsFailuresAsDocumented() throws IOException {
			this.journal.onFailure(ExpiredCaller.failure());
			String actual = this.mvc.get()
				.uri("/actuator/mtls/failures?reason=EXPIRED&side=server&peer=nightly")
				.exchange()
				.getResponse()
				.getContentAsString();
			Matcher block = Pattern.compile("## GET /actuator/mtls/failures.*?```json\n(.*?)```", Pattern.DOTALL)
				.matcher(Files.readString(Path.of("..", "docs", "reference.md")));
			assertThat(block.find()).isTrue();
			assertThat(JsonMapper.shared().readTree(comparable(actual)))
				.isEqualTo(JsonMapper.shared().readTree(comparable(block.group(1))));
		}

		// What differs each time
		private static String comparable(String json) {
			return json.replaceAll("[0-9a-f]{64}", "fingerprint")
				.replaceAll("\"since\" ?: ?\"[^\"]*\"", "\"since\":\"\"");
		}

		@Test
		void verifyThenAnUnknownReasonIsABadRequest() {
			assertThat(this.mvc.get().uri("/actuator/mtls/failures?reason=foo")).hasStatus(400);
			assertThat(this.mvc.get().uri("/actuator/mtls/failures?side=both")).hasStatus(400);
			assertThat(this.mvc.get().uri("/actuator/mtls/nothing")).hasStatus(404);
		}

		@Test
		void verifyThenAnswersWithStableJsonWithoutSecrets() {
			byte[] key = this.materials.store(MaterialScope.SERVER)
				.current()
				.material()
				.key()
				.privateKey()
				.getEncoded();
			this.listeners.add(new MtlsListeners.Listener("server", 8443, MtlsProperties.Mode.STRICT));
			String instant = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";
			String authority = "{'subject':'CN=shop.example dev root','serial':'[0-9a-f]+',"
					+ "'fingerprint':'[0-9a-f]{64}','notBefore':'INSTANT','notAfter':'INSTANT'}";
			String store = "{'name':'NAME','generation':1,'loadedAt':'INSTANT','identity':{'subject':'CN=orders',"
					+ "'names':[{'type':'uri','value':'spiffe://shop.example/orders'},{'type':'dns','value':'localhost'}],"
					+ "'serial':'[0-9a-f]+','fingerprint':'[0-9a-f]{64}','issuer':'CN=shop.example dev root',"
					+ "'notBefore':'INSTANT','notAfter':'INSTANT','lifetimeLeft':0\\.99\\d*,'intermediates':[]},"
					+ "'anchors':[AUTHORITY],'crls':[]}";
			String expected = "{'stores':[STORES],'listeners':[{'name':'server','port':8443,'mode':'strict'}],"
					+ "'clients':[{'name':'stock','url':'https://stock:8443','callee':'spiffe://shop.example/stock'}],"
					+ "'fetched':[]}";
			String pattern = expected
				.replace("STORES", store.replace("NAME", "bundle") + "," + store.replace("NAME", "server"))
				.replace("AUTHORITY", authority)
				.replaceAll("([{}])(?!64)", "\\\\$1")
				.replace("{64\\}", "{64}")
				.replaceAll("\\[(?!0-9)", "\\\\[")
				.replace("INSTANT", instant)
				.replace('\'', '"');
			assertThat(this.mvc.get().uri("/actuator/mtls")).hasStatusOk().bodyText().satisfies((body) -> {
				assertThat(body).matches(pattern);
				assertThat(body).doesNotContain(Base64.getEncoder().encodeToString(key).substring(20, 60));
			});
		}

	}

	@Nested
	@AutoConfigureMockMvc(addFilters = false)
	@SpringBootTest(classes = Switching.class, properties = { "management.endpoints.web.exposure.include=mtls",
			"management.endpoint.mtls.access=unrestricted" })
	class WhenReloadIsAllowed {

		@Autowired
		private MockMvcTester mvc;

		@Autowired
		private MtlsMaterials materials;

		@Autowired
		private Switching switching;

		@Test
		void verifyThenReadsEverythingAgainAndTellsWhatCameOfIt() {
			this.materials.store(MaterialScope.SERVER).current();
			assertReloaded("{stores: [{name: bundle, outcome: unchanged, generation: 1}, "
					+ "{name: server, outcome: unchanged, generation: 1}]}");
			this.switching.next.set(Materials.current(this.switching.ca));
			assertReloaded("{stores: [{name: bundle, outcome: rotated, generation: 2}, "
					+ "{name: server, outcome: rotated, generation: 2}]}");
			this.switching.next.set(() -> {
				throw new MaterialException(MaterialProblem.EMPTY, "tls.key", "it is empty");
			});
			assertReloaded("{stores: [{name: bundle, outcome: failed, generation: 2, message: 'it is empty'}, "
					+ "{name: server, outcome: failed, generation: 2, message: 'it is empty'}]}");
			assertThat(this.mvc.get().uri("/actuator/mtls")).hasStatusOk()
				.bodyJson()
				.isLenientlyEqualTo("{stores: [{name: bundle, stale: {problem: EMPTY, message: 'it is empty'}}, "
						+ "{name: server, stale: {problem: EMPTY, message: 'it is empty'}}]}");
		}

		@Test
		void verifyThenExplainsACertificate() {
			String pem = this.switching.ca.issue((leaf) -> leaf.subject("CN=web"))
				.certificatePem()
				.replace("\n", "\\n");
			assertThat(this.mvc.post()
				.uri("/actuator/mtls/explain")
				.contentType(MediaType.APPLICATION_JSON)
				.content("{\"pem\": \"" + pem + "\"}")).hasStatusOk()
				.bodyJson()
				.isLenientlyEqualTo("{admitted: true, certificate: {subject: 'CN=web'}, identity: 'cn:web'}");
			assertThat(this.mvc.post()
				.uri("/actuator/mtls/explain")
				.contentType(MediaType.APPLICATION_JSON)
				.content("{\"pem\": \"no certificate\"}")).hasStatus(400);
		}

		private void assertReloaded(String expected) {
			assertThat(this.mvc.post().uri("/actuator/mtls")).hasStatusOk().bodyJson().isStrictlyEqualTo(expected);
		}

	}

	@Nested
	@AutoConfigureMockMvc(addFilters = false)
	@SpringBootTest(classes = Expiring.class, properties = "management.endpoint.health.show-details=always")
	class WhenExpiring {

		@Autowired
		private MockMvcTester mvc;

		@Autowired
		private MtlsMaterials materials;

		@Test
		void verifyThenHealthIsWarningWith200() {
			this.materials.store(MaterialScope.SERVER).current();
			assertThat(this.mvc.get().uri("/actuator/health")).hasStatusOk()
				.bodyJson()
				.isLenientlyEqualTo("{status: WARNING, components: {mtls: {status: WARNING, details: "
						+ "{server: {status: WARNING, generation: 1, subject: 'CN=orders'}}}}}");
		}

		@Test
		void verifyThenProbesAreUp() {
			this.materials.store(MaterialScope.SERVER).current();
			assertThat(this.mvc.get().uri("/actuator/health/liveness")).hasStatusOk()
				.bodyJson()
				.isLenientlyEqualTo("{status: UP}");
			assertThat(this.mvc.get().uri("/actuator/health/readiness")).hasStatusOk()
				.bodyJson()
				.isLenientlyEqualTo("{status: UP}");
		}

		@Test
		void verifyThenEndpointIsNotExposedByDefault() {
			assertThat(this.mvc.get().uri("/actuator/mtls")).hasStatus(404);
		}

	}

	@Nested
	@AutoConfigureMockMvc(addFilters = false)
	@SpringBootTest(classes = Nothing.class, properties = { "management.endpoints.web.exposure.include=health,mtls",
			"management.endpoint.health.show-details=always" })
	class WhenThereIsNoMaterial {

		@Autowired
		private MockMvcTester mvc;

		@Test
		void verifyThenHealthIsUpAndOursUnknown() {
			assertThat(this.mvc.get().uri("/actuator/health")).hasStatusOk()
				.bodyJson()
				.isLenientlyEqualTo("{status: UP, components: {mtls: {status: UNKNOWN}, ssl: {status: UP}}}");
		}

		@Test
		void verifyThenEndpointIsEmpty() {
			assertThat(this.mvc.get().uri("/actuator/mtls")).hasStatusOk()
				.bodyJson()
				.isStrictlyEqualTo("{stores: [], listeners: [], clients: [], fetched: []}");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Current {

		@Bean
		MaterialSources materialSources() {
			return Materials.current();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Switching {

		private final DevCa ca = DevCa.create("shop.example");

		private final AtomicReference<MaterialSource> next = new AtomicReference<>(Materials.current(this.ca));

		@Bean
		MaterialSources materialSources() {
			return (scope) -> () -> this.next.get().load();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Expiring {

		@Bean
		MaterialSources materialSources() {
			return Materials.expiring();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Nothing {

	}

}
