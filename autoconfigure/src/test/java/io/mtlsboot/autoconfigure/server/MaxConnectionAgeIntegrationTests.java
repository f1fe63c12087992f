package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.mtlsboot.autoconfigure.server.LiveCaller.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection may be used for so long and no longer, but no request may fail for that.
 */
class MaxConnectionAgeIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@ParameterizedTest
	@EnumSource
	void requestWhenConnectionIsOldThenIsToldAndNoneFails(TestApplication kind) throws IOException {
		try (var application = kind.run(LiveApplication.class, "mtls.server.max-connection-age=2s",
				"server.tomcat.max-keep-alive-requests=-1")) {
			int port = TestApplication.port(application);
			for (boolean http2 : List.of(false, true)) {
				LiveCaller caller = LiveCaller.connect(http2, TestPki.WEB, port, "TLSv1.3");
				Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
					Answer answer = caller.get("/hello");
					assertThat(answer.status()).isEqualTo(200);
					return caller.isTold();
				});
				caller.awaitEnd();
			}
			assertThat(application.getBean(RecordingListener.class).distrusted()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void waitWhenConnectionIsOldAndIdleThenIsClosed(TestApplication kind) throws IOException {
		try (var application = kind.run(LiveApplication.class, "mtls.server.max-connection-age=1s")) {
			int port = TestApplication.port(application);
			for (boolean http2 : List.of(false, true)) {
				LiveCaller caller = LiveCaller.connect(http2, TestPki.WEB, port, "TLSv1.3");
				assertThat(caller.get("/hello").status()).isEqualTo(200);
				caller.awaitEnd();
				assertThat(caller.isTold()).isEqualTo(http2);
			}
		}
	}

}
