package io.mtlsboot.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.mtlsboot.autoconfigure.security.WorkloadAuthoritiesMapper;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.trust.RejectionReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documentation says what the code does.
 */
class DocumentationTests {

	private static final MarkdownPage REFERENCE = MarkdownPage.of("docs/reference.md");

	@Test
	void verifyWhenReasonIsGivenThenHasItsSection() {
		List<String> sections = MarkdownPage.of("docs/diagnosing-handshakes.md")
			.headings(2)
			.stream()
			.filter((heading) -> heading.matches("[A-Z_]+"))
			.toList();
		assertThat(sections)
			.containsExactlyElementsOf(Arrays.stream(RejectionReason.values()).map(RejectionReason::name).toList());
	}

	@ParameterizedTest
	@EnumSource
	void verifyWhenMaterialHasProblemThenHasAction(MaterialProblem problem) {
		assertThat(MaterialRemedy.of(problem)).endsWith(".").hasSizeGreaterThan(20);
	}

	@Test
	void verifyWhenPropertyExistsThenIsInReferenceAndNoOtherIs() {
		assertThat(documented().keySet()).containsExactlyElementsOf(PropertyMetadata.all().keySet());
	}

	@Test
	void verifyWhenPropertyIsInReferenceThenTypeDefaultAndDescriptionAreThoseOfItsMetadata() {
		Map<String, List<String>> documented = documented();
		assertThat(PropertyMetadata.all().values()).allSatisfy((property) -> {
			List<String> cells = documented.get(property.name());
			assertThat(cells).hasSize(4);
			assertThat(cells.get(1)).isEqualTo(property.type());
			assertThat(cells.get(2).replace("`", "")).isEqualTo(property.defaultValue());
			assertThat(cells.get(3)).startsWith(property.description()).endsWith(".");
		});
	}

	@Test
	void verifyWhenPropertyIsDescribedThenReadsLikeThoseOfBoot() {
		assertThat(PropertyMetadata.all().values()).filteredOn((property) -> !property.description().isEmpty())
			.allSatisfy((property) -> {
				assertThat(property.description()).matches("[A-Z].*\\.").doesNotContain("{@");
				assertThat(property.description().startsWith("Whether to ")).as(property.name())
					.isEqualTo(property.type().equals("Boolean"));
			});
	}

	@Test
	void verifyWhenPropertyHasDefaultThenIsExplained() {
		MarkdownPage defaults = MarkdownPage.of("docs/defaults.md");
		String text = String.join("\n", defaults.text());
		assertThat(defaults.headings(2)).allMatch((heading) -> heading.startsWith("Why ") && heading.endsWith("?"));
		assertThat(PropertyMetadata.all().values()).filteredOn(PropertyMetadata::hasDefault)
			.allSatisfy((property) -> assertThat(text).containsPattern("`" + property.root() + "[`:]"));
	}

	@ParameterizedTest
	@MethodSource("yaml")
	void verifyWhenYamlIsShownThenBinds(String page, String yaml) throws IOException {
		StandardEnvironment environment = new StandardEnvironment();
		MutablePropertySources sources = environment.getPropertySources();
		List<String> names = sources.stream().map(PropertySource::getName).toList();
		names.forEach(sources::remove);
		new YamlPropertySourceLoader().load(page, new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
			.forEach(sources::addLast);
		MtlsProperties properties = Binder.get(environment)
			.bind("mtls", Bindable.of(MtlsProperties.class), new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
			.get();
		List<String> callers = properties.server().callers();
		IdentityPatterns.parse("mtls.server.callers", (callers != null) ? callers : List.of());
		TrustBundles bundles = TrustBundles.of(properties.trust(), "mtls.trust");
		bundles.vouching((leaf) -> Optional.empty());
		WorkloadAuthoritiesMapper.roles(properties.security().roles(), Set.copyOf(bundles.names()));
		properties.clients()
			.values()
			.stream()
			.map(MtlsProperties.Client::callee)
			.filter((callee) -> callee != null)
			.forEach((callee) -> IdentityPatterns.parse("callee", callee));
	}

	static Stream<Arguments> yaml() {
		return MarkdownPage.all()
			.stream()
			.flatMap((page) -> page.yaml()
				.stream()
				.filter((yaml) -> yaml.lines().anyMatch((line) -> line.startsWith("mtls:")))
				.map((yaml) -> Arguments.of(page.toString(), yaml)));
	}

	@Test
	void verifyWhenLinkIsRelativeThenItsTargetExists() {
		Map<Path, MarkdownPage> pages = MarkdownPage.all()
			.stream()
			.collect(Collectors.toMap(MarkdownPage::path, (page) -> page));
		assertThat(pages.values())
			.allSatisfy((page) -> assertThat(page.links()).filteredOn((link) -> !link.matches("[a-z]+:.*"))
				.allSatisfy((link) -> {
					String[] parts = link.split("#", 2);
					Path target = parts[0].isEmpty() ? page.path() : page.path().resolveSibling(parts[0]).normalize();
					assertThat(Files.exists(target)).as(page + ": " + link).isTrue();
					if (parts.length == 2) {
						assertThat(pages.get(target).anchors()).as(page + ": " + link).contains(parts[1]);
					}
				}));
	}

	@Test
	void verifyWhenTestIsNamedThenExists() throws IOException {
		Set<String> named = MarkdownPage.all()
			.stream()
			.flatMap((page) -> page.testNames().stream())
			.collect(Collectors.toSet());
		try (Stream<Path> files = Files.walk(MarkdownPage.root())) {
			Set<String> existing = files.map((file) -> file.getFileName().toString())
				.filter((file) -> file.endsWith("Tests.java"))
				.map((file) -> file.replace(".java", ""))
				.collect(Collectors.toSet());
			assertThat(existing).containsAll(named);
		}
	}

	private static Map<String, List<String>> documented() {
		Map<String, List<String>> documented = new TreeMap<>();
		REFERENCE.rows()
			.stream()
			.filter((cells) -> cells.size() == 4 && cells.get(0).matches("`(mtls|management)\\.[a-z0-9.<>-]+`"))
			.filter((cells) -> !cells.get(1).matches("timer|gauge.*|counter"))
			.forEach((cells) -> documented.put(cells.get(0).replace("`", ""), cells));
		return documented;
	}

}
