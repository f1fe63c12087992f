package io.mtlsboot.jsse;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing that the JDK lets a class override is left to its base class: what is not
 * handed on would act on a connection that is not there.
 */
class DelegationTests {

	/**
	 * They call an overload that is abstract, or return what the constructor was given.
	 */
	private static final Set<String> DERIVED = Set.of("SSLEngine.wrap(ByteBuffer,ByteBuffer)",
			"SSLEngine.wrap(ByteBuffer[],ByteBuffer)", "SSLEngine.unwrap(ByteBuffer,ByteBuffer)",
			"SSLEngine.unwrap(ByteBuffer,ByteBuffer[])", "SSLEngine.getPeerHost()", "SSLEngine.getPeerPort()");

	static Stream<Arguments> classes() {
		return Stream.of(Arguments.of(ObservedSslEngine.class, SSLEngine.class),
				Arguments.of(ObservedSslSocket.class, SSLSocket.class),
				Arguments.of(ObservedServerSocket.class, SSLServerSocket.class),
				Arguments.of(ObservedSocketFactory.class, SSLSocketFactory.class),
				Arguments.of(ObservedServerSocketFactory.class, SSLServerSocketFactory.class),
				Arguments.of(MtlsSslContextSpi.class, SSLContextSpi.class));
	}

	@ParameterizedTest
	@MethodSource("classes")
	void overrideWhenTheJdkAllowsItThenIsDone(Class<?> ours, Class<?> base) {
		Set<String> handedOn = declared(ours, base).map(DelegationTests::signature).collect(Collectors.toSet());
		assertThat(declared(base, Object.class).filter(DelegationTests::isOverridable)
			.filter((method) -> !handedOn.contains(signature(method)))
			.map((method) -> base.getSimpleName() + "." + signature(method))
			.filter((method) -> !DERIVED.contains(method))).isEmpty();
	}

	private static Stream<Method> declared(Class<?> from, Class<?> below) {
		return Stream.<Class<?>>iterate(from, (type) -> type != below, Class::getSuperclass)
			.flatMap((type) -> Arrays.stream(type.getDeclaredMethods()));
	}

	private static boolean isOverridable(Method method) {
		int modifiers = method.getModifiers();
		return (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers)) && !Modifier.isStatic(modifiers)
				&& !Modifier.isFinal(modifiers) && !method.isSynthetic();
	}

	private static String signature(Method method) {
		return Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(",", method.getName() + "(", ")"));
	}

}
