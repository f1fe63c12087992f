package io.mtlsboot.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.x509.KeyPurpose;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One case of the public validation suites.
 *
 * @param json the case as the suites write it
 */
record ConformanceCase(JsonNode json) {

	private static final Path FOLDER = Path.of("shared", "conformance", "cases");

	/**
	 * The cases of a suite that count.
	 * @param suite its name, such as {@code pkits}
	 * @return the cases, or none if the suites do not lie beside the repository
	 */
	static List<ConformanceCase> read(String suite) throws IOException {
		Path folder = folder();
		if (folder == null) {
			return List.of();
		}
		Set<String> gate = new HashSet<>(
				List.of(Files.readString(folder.resolve(suite + "-dev.gate.txt")).strip().split("\\s+")));
		List<ConformanceCase> cases = new ArrayList<>();
		for (JsonNode json : new JsonMapper().readTree(folder.resolve(suite + "-dev.json").toFile())
			.path("testcases")) {
			ConformanceCase one = new ConformanceCase(json);
			if (gate.contains(one.id())) {
				cases.add(one);
			}
		}
		return cases;
	}

	private static Path folder() {
		for (Path candidate = Path.of("").toAbsolutePath(); candidate != null; candidate = candidate.getParent()) {
			if (Files.isDirectory(candidate.resolve(FOLDER))) {
				return candidate.resolve(FOLDER);
			}
		}
		return null;
	}

	String id() {
		return this.json.path("id").asString();
	}

	boolean isToBeAccepted() {
		return this.json.path("expected_result").asString().equals("SUCCESS");
	}

	/**
	 * Verifies the certificate of the case as a handshake would.
	 * @throws Exception if it is refused
	 */
	void verify() throws Exception {
		boolean server = this.json.path("validation_kind").asString().equals("SERVER");
		List<X509Certificate> presented = new ArrayList<>();
		presented.add(certificate(this.json.path("peer_certificate").asString()));
		presented.addAll(certificates("untrusted_intermediates"));
		KeyPurpose purpose = server ? KeyPurpose.SERVER_AUTH : KeyPurpose.CLIENT_AUTH;
		VerifiedPeer peer = PeerVerifier.pkix(trust(), policy(), clock()).verify(presented, purpose);
		if (server) {
			PeerAuthorizer.hostName().authorize(peer, this.json.path("expected_peer_name").path("value").asString());
		}
	}

	private TrustMaterial trust() throws Exception {
		TrustMaterial trust = TrustMaterial.of(certificates("trusted_certs"), id());
		return this.json.path("crls").isEmpty() ? trust : trust.withCrls(crls(), id());
	}

	private VerificationPolicy policy() {
		VerificationPolicy policy = VerificationPolicy.DEFAULT;
		JsonNode depth = this.json.path("max_chain_depth");
		if (depth.isNumber()) {
			policy = new VerificationPolicy(policy.clockSkew(), policy.minRsaBits(), depth.asInt());
		}
		return this.json.path("crls").isEmpty() ? policy : policy
			.withRevocation(new RevocationPolicy(RevocationPolicy.Check.CRL, RevocationPolicy.OnUnknown.REJECT));
	}

	private Clock clock() {
		JsonNode time = this.json.path("validation_time");
		return time.isString() ? Clock.fixed(OffsetDateTime.parse(time.asString()).toInstant(), ZoneOffset.UTC)
				: Clock.systemUTC();
	}

	private List<X509Certificate> certificates(String field) throws CertificateException {
		List<X509Certificate> certificates = new ArrayList<>();
		for (JsonNode pem : this.json.path(field)) {
			certificates.add(certificate(pem.asString()));
		}
		return certificates;
	}

	private List<X509CRL> crls() throws CertificateException, CRLException {
		List<X509CRL> crls = new ArrayList<>();
		for (JsonNode pem : this.json.path("crls")) {
			crls.add((X509CRL) CertificateFactory.getInstance("X.509").generateCRL(stream(pem.asString())));
		}
		return crls;
	}

	private static X509Certificate certificate(String pem) throws CertificateException {
		return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream(pem));
	}

	private static ByteArrayInputStream stream(String pem) {
		return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
	}

}
