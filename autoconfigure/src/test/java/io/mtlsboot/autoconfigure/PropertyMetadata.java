package io.mtlsboot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.json.JsonParserFactory;

/**
 * What the configuration metadata of this module says of a property.
 *
 * @param name the name
 * @param type the simple name of its type
 * @param defaultValue the default as text; empty if there is none
 * @param description the description
 */
record PropertyMetadata(String name, String type, String defaultValue, String description) {

	private static final String CLIENT = "mtls.clients.<name>.";

	/**
	 * Every property of the metadata and, since metadata knows nothing of the values of a
	 * map, those of a client.
	 */
	static Map<String, PropertyMetadata> all() {
		Map<String, PropertyMetadata> properties = new TreeMap<>();
		for (Object property : (List<?>) parse().get("properties")) {
			PropertyMetadata metadata = of((Map<?, ?>) property);
			properties.put(metadata.name(), metadata);
		}
		for (RecordComponent component : MtlsProperties.Client.class.getRecordComponents()) {
			addClient(component, properties);
		}
		return properties;
	}

	private static void addClient(RecordComponent component, Map<String, PropertyMetadata> properties) {
		String name = dashed(component.getName());
		String root = "mtls." + name + ".";
		Map<String, PropertyMetadata> nested = new TreeMap<>();
		properties.values()
			.stream()
			.filter((property) -> property.name().startsWith(root))
			.map((property) -> property.named(CLIENT + property.name().substring("mtls.".length())))
			.forEach((property) -> nested.put(property.name(), property));
		if (nested.isEmpty()) {
			nested.put(CLIENT + name, new PropertyMetadata(CLIENT + name, component.getType().getSimpleName(), "", ""));
		}
		properties.putAll(nested);
	}

	private static String dashed(String component) {
		return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	private static PropertyMetadata of(Map<?, ?> property) {
		String type = String.valueOf(property.get("type")).replaceAll("<.*", "");
		return new PropertyMetadata(ConfigurationPropertyName.of(String.valueOf(property.get("name"))).toString(),
				type.replaceAll(".*[.$]", ""), text(property.get("defaultValue")), text(property.get("description")));
	}

	private static String text(@Nullable Object value) {
		return (value instanceof List<?> list) ? String.join(", ", list.stream().map(String::valueOf).toList())
				: (value != null) ? value.toString() : "";
	}

	private static Map<String, Object> parse() {
		URI module = URI.create(MtlsProperties.class.getProtectionDomain().getCodeSource().getLocation().toString());
		URI metadata = module.getPath().endsWith("/") ? module.resolve("META-INF/spring-configuration-metadata.json")
				: URI.create("jar:" + module + "!/META-INF/spring-configuration-metadata.json");
		try (InputStream content = metadata.toURL().openStream()) {
			return JsonParserFactory.getJsonParser()
				.parseMap(new String(content.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean hasDefault() {
		return !this.defaultValue.isEmpty() || this.description.contains("Defaults to ");
	}

	/**
	 * The property that this one replaces for the server or a client, or this one.
	 */
	String root() {
		return this.name.replaceFirst("^mtls\\.(server|clients\\.<name>)\\.(?=(identity|trust|http)\\.)", "mtls.");
	}

	private PropertyMetadata named(String name) {
		return new PropertyMetadata(name, this.type, this.defaultValue, this.description);
	}

}
