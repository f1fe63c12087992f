package io.mtlsboot.autoconfigure.actuate;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.autoconfigure.MtlsRevocation;
import io.mtlsboot.autoconfigure.Revocations;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.x509.Fingerprint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class MtlsEndpointTests {

	private final MtlsListeners listeners = new MtlsListeners();

	@Test
	void verifyWhenMaterialIsLoadedThenDescribesIdentity() {
		IssuedCertificate issued = Materials.CA
			.issue(Materials.validFor(Duration.ofDays(30)).andThen((leaf) -> leaf.purposes(Purpose.SERVER_AUTH)));
		MtlsMaterials materials = Materials.loaded(Materials.of(issued), MaterialScope.SERVER);
		MtlsDescriptor.Store store = describe(materials, Materials.NOW.plus(Duration.ofDays(15))).stores().get(0);
		assertThat(store.name()).isEqualTo("server");
		assertThat(store.generation()).isEqualTo(1);
		assertThat(store.loadedAt()).isEqualTo(Materials.NOW);
		MtlsDescriptor.Identity identity = store.identity();
		X509Certificate leaf = issued.certificate();
		assertThat(identity.subject()).isEqualTo("CN=orders");
		assertThat(identity.names()).containsExactly(new MtlsDescriptor.Name("uri", "spiffe://shop.example/orders"),
				new MtlsDescriptor.Name("dns", "localhost"));
		assertThat(identity.serial()).isEqualTo(leaf.getSerialNumber().toString(16));
		assertThat(identity.fingerprint()).isEqualTo(Fingerprint.of(leaf).value());
		assertThat(identity.issuer()).isEqualTo("CN=shop.example dev server CA");
		assertThat(identity.notBefore()).isEqualTo(Materials.NOW);
		assertThat(identity.notAfter()).isEqualTo(Materials.NOW.plus(Duration.ofDays(30)));
		assertThat(identity.lifetimeLeft()).isEqualTo(0.5);
		assertThat(identity.intermediates()).extracting(MtlsDescriptor.Authority::subject)
			.containsExactly("CN=shop.example dev server CA");
	}

	@Test
	void verifyWhenMaterialIsLoadedThenDescribesAnchors() {
		MtlsMaterials materials = Materials.loaded(Materials.of(Materials.orders()), MaterialScope.SERVER);
		X509Certificate root = Materials.CA.rootCertificate();
		assertThat(describe(materials, Materials.NOW).stores().get(0).anchors()).containsExactly(
				new MtlsDescriptor.Authority("CN=shop.example dev root", root.getSerialNumber().toString(16),
						Fingerprint.of(root).value(), root.getNotBefore().toInstant(), root.getNotAfter().toInstant()));
	}

	@Test
	void verifyWhenMaterialHasCrlsThenDescribesThem() {
		Instant end = Materials.NOW.plus(Duration.ofDays(7));
		X509CRL crl = Materials.CA.crl(Materials.CA.root(), List.of(BigInteger.TWO), Materials.NOW, end);
		MtlsMaterials materials = Materials.loaded(Materials.withCrls(Materials.of(Materials.orders()), crl),
				MaterialScope.SERVER);
		MtlsDescriptor descriptor = describe(materials, Materials.NOW);
		assertThat(descriptor.stores().get(0).crls())
			.containsExactly(new MtlsDescriptor.Crl("CN=shop.example dev root", Materials.NOW, end, 1, "memory"));
		assertThat(descriptor.fetched()).isEmpty();
	}

	@Test
	void verifyWhenThereAreNoCrlsThenListsAreEmpty() {
		MtlsDescriptor descriptor = describe(Materials.loaded(Materials.of(Materials.orders()), MaterialScope.SERVER),
				Materials.NOW);
		assertThat(descriptor.stores().get(0).crls()).isEmpty();
		assertThat(descriptor.fetched()).isEmpty();
	}

	@Test
	void verifyWhenCrlsAreFetchedThenNamesPropertiesAndAddressWithoutSecrets() {
		MtlsDescriptor descriptor = describe(Materials.loaded(Materials.of(Materials.orders())), Materials.NOW,
				Map.of("mtls.server.trust.anchors", "ca.crt", "mtls.server.trust.revocation.check", "crl",
						"mtls.server.trust.revocation.fetch.urls", "http://joe:hunter2@ca.invalid/a.crl?token=hunter2",
						"mtls.trust.revocation.check", "crl", "mtls.trust.revocation.fetch.urls",
						"http://ca.invalid/b.crl"));
		assertThat(descriptor.fetched())
			.extracting(MtlsDescriptor.Fetched::properties, MtlsDescriptor.Fetched::url,
					MtlsDescriptor.Fetched::configured)
			.containsExactly(tuple("mtls.server.trust", "http://ca.invalid/a.crl", true),
					tuple("mtls.trust", "http://ca.invalid/b.crl", true));
		assertThat(descriptor.toString()).doesNotContain("hunter2");
	}

	@Test
	void verifyWhenThereAreSeveralStoresThenTheyAreSorted() {
		MtlsMaterials materials = Materials.loaded(Materials.of(Materials.orders()), MaterialScope.SERVER,
				MaterialScope.client("stock"), MaterialScope.BUNDLE);
		assertThat(describe(materials, Materials.NOW).stores()).extracting(MtlsDescriptor.Store::name)
			.containsExactly("bundle", "client:stock", "server");
	}

	@Test
	void verifyWhenNothingIsLoadedThenLoadsNothing() {
		MtlsMaterials materials = new MtlsMaterials(Materials.untouchable(), List.of(), Clock.systemUTC());
		assertThat(describe(materials, Materials.NOW).stores()).isEmpty();
	}

	@Test
	void verifyWhenSubjectHasControlCharactersThenEscapesThem() {
		IssuedCertificate hostile = Materials.CA
			.issue(Materials.validFor(Duration.ofDays(1)).andThen((leaf) -> leaf.subject("CN=a\u001b[2Jb\u202ec")));
		MtlsMaterials materials = Materials.loaded(Materials.of(hostile), MaterialScope.SERVER);
		assertThat(describe(materials, Materials.NOW).stores().get(0).identity().subject())
			.isEqualTo("CN=a\\u001B[2Jb\\u202Ec");
	}

	@Test
	void verifyWhenNamesAreMalformedThenSaysSoAndStillAnswers() {
		IssuedCertificate malformed = Materials.CA.issue((leaf) -> leaf.subject("CN=orders")
			.notBefore(Materials.NOW)
			.san(2, "a\nb\u00e4".getBytes(StandardCharsets.UTF_8)));
		MtlsMaterials materials = Materials.loaded(Materials.of(malformed), MaterialScope.SERVER);
		assertThat(describe(materials, Materials.NOW).stores().get(0).identity().names()).singleElement()
			.satisfies((name) -> {
				assertThat(name.type()).isEqualTo("unreadable");
				assertThat(name.value()).doesNotContain("\n");
			});
	}

	@Test
	void verifyWhenNamesAreOfEveryTypeThenTypesAreNamed() {
		IssuedCertificate issued = Materials.CA.issue((leaf) -> leaf.notBefore(Materials.NOW)
			.dns("orders.example")
			.ip("127.0.0.1")
			.email("orders@shop.example")
			.uri("https://shop.example/orders")
			.san(8, new byte[] { 0x2a, 0x03 }));
		MtlsMaterials materials = Materials.loaded(Materials.of(issued), MaterialScope.SERVER);
		assertThat(describe(materials, Materials.NOW).stores().get(0).identity().names())
			.extracting(MtlsDescriptor.Name::type)
			.containsExactly("dns", "ip", "email", "uri", "other");
	}

	@Test
	void verifyWhenIssuerExpiresFirstThenShareIsThatOfTheChain() {
		IssuedCertificate issued = Materials.CA
			.issue(Materials.validFor(Duration.ofDays(3650)).andThen((leaf) -> leaf.purposes(Purpose.SERVER_AUTH)));
		MtlsMaterials materials = Materials.loaded(Materials.of(issued), MaterialScope.SERVER);
		MtlsDescriptor.Identity identity = describe(materials, Materials.NOW.plus(Duration.ofDays(292))).stores()
			.get(0)
			.identity();
		assertThat(identity.lifetimeLeft()).isEqualTo(0.2);
	}

	@Test
	void verifyWhenPortsAreOpenThenListsThemWithTheirMode() {
		this.listeners.add(new MtlsListeners.Listener("server", 8443, MtlsProperties.Mode.STRICT));
		this.listeners.add(new MtlsListeners.Listener("management", 9443, MtlsProperties.Mode.STRICT));
		assertThat(describe(Materials.loaded(Materials.of(Materials.orders())), Materials.NOW).listeners())
			.containsExactly(new MtlsDescriptor.Listener("server", 8443, "strict"),
					new MtlsDescriptor.Listener("management", 9443, "strict"));
	}

	@Test
	void verifyWhenUrlHasUserInfoOrQueryThenLeavesThemOut() {
		MtlsDescriptor descriptor = describe(Materials.loaded(Materials.of(Materials.orders())), Materials.NOW,
				Map.of("mtls.clients.stock.url", "https://joe:hunter2@stock:8443/v1?token=hunter2#hunter2",
						"mtls.clients.stock.callee", "spiffe://shop.example/stock", "mtls.clients.audit.url",
						"https://[::1]:8443", "mtls.clients.wrong.url", "https://joe:hunter2@a b",
						"mtls.clients.odd.url", "https://joe:hunter2@a_b:99999/"));
		assertThat(descriptor.clients()).containsExactly(new MtlsDescriptor.Client("audit", "https://[::1]:8443", null),
				new MtlsDescriptor.Client("odd", null, null),
				new MtlsDescriptor.Client("stock", "https://stock:8443/v1", "spiffe://shop.example/stock"),
				new MtlsDescriptor.Client("wrong", null, null));
	}

	private MtlsDescriptor describe(MtlsMaterials materials, Instant now) {
		return describe(materials, now, Map.of());
	}

	private MtlsDescriptor describe(MtlsMaterials materials, Instant now, Map<String, String> settings) {
		MtlsRevocation revocation = Revocations.of(settings);
		try {
			return new MtlsEndpoint(materials, revocation, this.listeners, Revocations.properties(settings),
					Clock.fixed(now, ZoneOffset.UTC))
				.mtls();
		}
		finally {
			revocation.destroy();
		}
	}

}
