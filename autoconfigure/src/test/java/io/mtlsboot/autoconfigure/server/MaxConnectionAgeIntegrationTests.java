package io.mtlsboot.autoconfigure.server;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

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
		try (var application = kind.run(LiveApplication.class, "mtls.server.max-connection-age=1s",
				"server.tomcat.max-keep-alive-requests=-1")) {
			int port = TestApplication.port(application);
			List<LiveCaller> callers = List.of(LiveCaller.connect(false, TestPki.WEB, port, "TLSv1.3"),
					LiveCaller.connect(true, TestPki.WEB, port, "TLSv1.3"));
			Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
				for (LiveCaller caller : callers) {
					if (!caller.isTold()) {
						assertThat(caller.get("/hello").status()).isEqualTo(200);
					}
				}
				return callers.stream().allMatch(LiveCaller::isTold);
			});
			for (LiveCaller caller : callers) {
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
			LiveCaller http1 = LiveCaller.connect(false, TestPki.WEB, port, "TLSv1.3");
			LiveCaller http2 = LiveCaller.connect(true, TestPki.WEB, port, "TLSv1.3");
			assertThat(http1.get("/hello").status()).isEqualTo(200);
			assertThat(http2.get("/hello").status()).isEqualTo(200);
			http1.awaitEnd();
			http2.awaitEnd();
			assertThat(http1.isTold()).isFalse();
			assertThat(http2.isTold()).isTrue();
		}
	}

}
