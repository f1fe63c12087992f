package io.mtlsboot.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.revocation.RevocationQuery;
import io.mtlsboot.revocation.RevocationSource;
import io.mtlsboot.revocation.RevocationStatus;
import io.mtlsboot.revocation.RevocationStatus.Good;
import io.mtlsboot.revocation.RevocationStatus.Revoked;
import io.mtlsboot.revocation.RevocationStatus.Unknown;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AllCrlsTests {

	private static final X509Certificate CERTIFICATE = DevCa.create("shop.example").rootCertificate();

	private static final Good GOOD = new Good(Instant.parse("2030-01-01T00:00:00Z"));

	private static final Revoked REVOKED = new Revoked("by a list");

	private final List<Boolean> waits = new ArrayList<>();

	@Test
	void statusWhenAFileIsOlderThanWhatIsFetchedThenTheFetchedListRevokes() {
		assertThat(status(GOOD, REVOKED)).isEqualTo(REVOKED);
		assertThat(this.waits).as("the file answers").containsExactly(false);
	}

	@Test
	void statusWhenAFileRevokesThenNothingIsFetched() {
		assertThat(status(REVOKED, GOOD)).isEqualTo(REVOKED);
		assertThat(this.waits).isEmpty();
	}

	@Test
	void statusWhenOnlyOneKnowsThenItAnswers() {
		assertThat(status(GOOD, new Unknown("not there yet"))).isEqualTo(GOOD);
		assertThat(status(new Unknown("no file"), GOOD)).isEqualTo(GOOD);
		assertThat(this.waits).containsExactly(false, true);
	}

	@Test
	void statusWhenNeitherKnowsThenBothSayWhy() {
		assertThat(status(new Unknown("no file"), new Unknown("no server")))
			.isEqualTo(new Unknown("no file; no server"));
		assertThat(status(new Unknown("no file"), new Unknown(""))).isEqualTo(new Unknown("no file"));
	}

	private RevocationStatus status(RevocationStatus listed, RevocationStatus fetched) {
		RevocationSource network = (query) -> {
			this.waits.add(query.mayWait());
			return fetched;
		};
		return new AllCrls((query) -> listed, network).status(new RevocationQuery(CERTIFICATE, CERTIFICATE,
				(name) -> List.of(), List.of(), Instant.now(), Duration.ZERO, true));
	}

}
