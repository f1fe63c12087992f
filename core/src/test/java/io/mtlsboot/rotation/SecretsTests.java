package io.mtlsboot.rotation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import javax.crypto.SecretKey;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.TlsMaterial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final IssuedCertificate ORDERS = Workload.issuedBy(CA);

	private static final List<Class<?>> SECRETS = List.of(PrivateKey.class, SecretKey.class, KeyPair.class,
			KeyStore.class, char[].class);

	@Test
	void verifyWhenTypeHoldsSecretThenOverridesToString() {
		List<Class<?>> holders = mainTypes().filter(SecretsTests::holdsSecret).toList();
		// A record has a generated one that prints every component
		assertThat(holders).contains(KeyMaterial.class)
			.noneMatch(Class::isRecord)
			.allMatch(SecretsTests::declaresToString);
	}

	@ParameterizedTest
	@MethodSource("holders")
	void verifyWhenPrintedThenKeyIsAbsent(Object holder) {
		byte[] encoded = ORDERS.privateKey().getEncoded();
		BigInteger scalar = ((ECPrivateKey) ORDERS.privateKey()).getS();
		assertThat(holder.toString()).contains("CN=orders")
			.doesNotContain(Base64.getEncoder().encodeToString(encoded))
			.doesNotContainIgnoringCase(HexFormat.of().formatHex(encoded))
			.doesNotContainIgnoringCase(scalar.toString(16))
			.doesNotContain(scalar.toString())
			.doesNotContain(Arrays.toString(encoded))
			.doesNotContainIgnoringCase("PrivateKey");
	}

	static Stream<Object> holders() {
		TlsMaterial material = Workload.checked(ORDERS, CA);
		Generation generation = new Generation(1, material, Instant.EPOCH);
		MaterialException failure = new MaterialException(MaterialProblem.NOT_FOUND, "tls.key", "Unable to find it");
		return Stream.of(material.key(), material, generation, new RotationEvent.Loaded("root", generation),
				new RotationEvent.Unchanged("root", generation),
				new RotationEvent.Rotated("root", generation, generation),
				new RotationEvent.Failed("root", generation, failure, Instant.EPOCH),
				new RotationEvent.Held("root", generation, Instant.EPOCH));
	}

	private static boolean holdsSecret(Class<?> type) {
		return Arrays.stream(type.getDeclaredFields())
			.filter((field) -> !Modifier.isStatic(field.getModifiers()))
			.map(Field::getType)
			.anyMatch((held) -> SECRETS.stream().anyMatch((secret) -> secret.isAssignableFrom(held)));
	}

	private static boolean declaresToString(Class<?> type) {
		return Arrays.stream(type.getDeclaredMethods())
			.anyMatch((method) -> method.getName().equals("toString") && method.getParameterCount() == 0);
	}

	private static Stream<Class<?>> mainTypes() {
		Path classes = Path
			.of(URI.create(KeyMaterial.class.getProtectionDomain().getCodeSource().getLocation().toString()));
		try (Stream<Path> files = Files.walk(classes)) {
			return files.map((file) -> classes.relativize(file).toString())
				.filter((name) -> name.endsWith(".class") && !name.endsWith("-info.class"))
				.<Class<?>>map(SecretsTests::load)
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Class<?> load(String file) {
		String name = file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.');
		try {
			return Class.forName(name, false, SecretsTests.class.getClassLoader());
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
