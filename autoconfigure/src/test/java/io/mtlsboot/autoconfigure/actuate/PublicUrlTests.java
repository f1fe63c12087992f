package io.mtlsboot.autoconfigure.actuate;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PublicUrlTests {

	@Test
	void verifyWhenUrlHasSecretsThenKeepsSchemeHostPortAndPath() {
		assertThat(PublicUrl.of(URI.create("http://joe:hunter2@ca.example:8080/a/b.crl?token=hunter2#hunter2")))
			.isEqualTo("http://ca.example:8080/a/b.crl");
	}

	@Test
	void verifyWhenUrlHasNoHostThenIsNotShown() {
		assertThat(PublicUrl.of(URI.create("http:hunter2"))).isNull();
		assertThat(PublicUrl.named(URI.create("http:hunter2"))).isEqualTo("an URL without a host");
	}

	@Test
	void verifyWhenFailureNamesUrlThenItsSecretsAreLeftOut() {
		URI uri = URI.create("http://ca.example/a.crl?token=it's-hunter2");
		assertThat(PublicUrl.in("Unable to fetch '" + uri + "': status 500", uri))
			.isEqualTo("Unable to fetch 'http://ca.example/a.crl': status 500");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Unable to fetch 'http://ca.example/a.crl?token=hunter2': status 500",
			"Unable to fetch 'http://ca.example/a.crl?token=hunt…", "found 'http://joe:hunter2@other.example/a.crl'",
			"found 'HTTPS://joe:hunter2@other.example?token=it's-hunter2'", "http://other.example#hunter2" })
	void verifyWhenFailureNamesPartOfAUrlOrAnotherOneThenSecretsAreLeftOut(String failure) {
		assertThat(PublicUrl.in(failure, URI.create("http://ca.example/a.crl?token=hunter2")))
			.containsIgnoringCase("http")
			.contains(".example")
			.doesNotContain("hunt", "joe", "token");
	}

	@Test
	void verifyWhenUrlHasUserInfoThenFailureIsNotShown() {
		assertThat(PublicUrl.in("found 'http://joe:hunt…", URI.create("http://joe:hunter2@ca.example/a.crl")))
			.isEqualTo("expected an URL without user information");
	}

	@Test
	void verifyWhenTextHasControlCharactersThenEscapesThem() {
		assertThat(PublicUrl.in("a\u001b[2J\nb")).isEqualTo("a\\u001B[2J\\u000Ab");
	}

}
