package io.mtlsboot.autoconfigure.doctor;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtlsboot.autoconfigure.Finding;
import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsDoctor;
import io.mtlsboot.autoconfigure.MtlsProperties;
import org.jspecify.annotations.Nullable;

/**
 * Examines what is configured.
 *
 * @param properties what is configured
 * @param sources where material comes from
 * @param contexts the TLS of clients
 * @param server whether there is a port to examine the material of
 * @param clock what time it is
 */
record Examination(MtlsProperties properties, MaterialSources sources, MtlsContexts contexts, boolean server,
		Clock clock) implements MtlsDoctor {

	@Override
	public List<Finding> examine() {
		List<Finding> findings = new ArrayList<>();
		MaterialExamination material = new MaterialExamination(this.sources, this.clock.instant());
		if (this.server) {
			findings.addAll(material.of(MaterialScope.SERVER));
		}
		findings.addAll(new PrivateKeyFiles(this.properties).findings());
		this.properties.clients().forEach((name, client) -> {
			List<Finding> own = material.of(MaterialScope.client(name));
			findings.addAll(own);
			if (own.stream().noneMatch((finding) -> finding.severity() == Finding.Severity.ERROR)) {
				findings.addAll(callee(name, client.url()));
			}
		});
		if (!this.server && this.properties.clients().isEmpty()) {
			findings.addAll(material.of(MaterialScope.BUNDLE));
		}
		return merged(findings);
	}

	private List<Finding> callee(String name, @Nullable String url) {
		URI parsed;
		try {
			parsed = URI.create(String.valueOf(url));
		}
		catch (IllegalArgumentException ex) {
			parsed = URI.create("");
		}
		if (!"https".equals(parsed.getScheme()) || parsed.getHost() == null) {
			return List.of(Check.CONFIGURATION.error("client:" + name,
					"property 'mtls.clients." + name + ".url' is not set to 'https://<host>[:<port>][/<path>]'"));
		}
		return new CalleeExamination(this.contexts, this.clock).of(name, parsed);
	}

	// What several have in common is said once
	private static List<Finding> merged(List<Finding> findings) {
		Map<String, Finding> merged = new LinkedHashMap<>();
		for (Finding finding : findings) {
			merged.merge(finding.id() + finding.severity() + finding.message(), finding,
					(one, other) -> new Finding(one.id(), one.severity(), one.subject() + ", " + other.subject(),
							one.message()));
		}
		return merged.values().stream().sorted(Comparator.comparing(Finding::severity).reversed()).toList();
	}

}
