package io.mtlsboot.rotation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.mtlsboot.AdjustableClock;
import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.x509.KeyPurpose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What may follow a generation, and what must not.
 */
class ContinuityTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private static final DevCa NEXT_CA = DevCa.create("shop.example");

	private final AdjustableClock clock = new AdjustableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));

	private final SwitchableSource source = new SwitchableSource(() -> material(orders((leaf) -> {
	}), CA));

	private final MaterialStore store = store(false);

	@Test
	void refreshWhenEverythingIsNewButTheNamesThenRotates() {
		this.store.current();
		this.source.then(() -> material(orders((leaf) -> leaf.dns("orders.new.example")), CA));
		assertThat(this.store.refresh()).isInstanceOf(RotationEvent.Rotated.class);
		assertThat(this.store.failure()).isNull();
	}

	@Test
	void i4RefreshWhenANameIsLostThenSaysWhichAndKeepsTheOld() {
		this.source.then(() -> material(orders((leaf) -> leaf.dns("orders.shop.example")), CA));
		assertRefused(material(orders((leaf) -> {
		}), CA), MaterialProblem.IDENTITY_CHANGED, "orders.shop.example");
	}

	@Test
	void i4RefreshWhenTheSpiffeIdIsAnotherThenKeepsTheOld() {
		IssuedCertificate other = CA.issue((leaf) -> leaf.subject("CN=orders")
			.spiffeId("spiffe://shop.example/audit")
			.purposes(Purpose.SERVER_AUTH, Purpose.CLIENT_AUTH));
		assertRefused(material(other, CA), MaterialProblem.IDENTITY_CHANGED, "spiffe://shop.example/orders");
	}

	@Test
	void i4RefreshWhenASecondSpiffeIdLeavesUsWithoutIdentityThenKeepsTheOld() {
		assertRefused(material(orders((leaf) -> leaf.uri("spiffe://shop.example/audit")), CA),
				MaterialProblem.IDENTITY_CHANGED, "as its only one");
	}

	@Test
	void i4RefreshWhenTheSubjectIsAnotherThenKeepsTheOld() {
		assertRefused(material(orders((leaf) -> leaf.subject("CN=audit")), CA), MaterialProblem.IDENTITY_CHANGED,
				"'CN=audit'");
	}

	@Test
	void i4RefreshWhenAPurposeIsLostThenKeepsTheOld() {
		assertRefused(material(orders((leaf) -> leaf.purposes(Purpose.SERVER_AUTH)), CA), MaterialProblem.PURPOSE_LOST,
				"clientAuth");
	}

	@Test
	void i4RefreshWhenARequiredPurposeIsLostThenKeepsTheOldWhateverIsAllowed() {
		MaterialStore lenient = store(true);
		Generation good = lenient.current();
		this.source.then(() -> material(orders((leaf) -> leaf.purposes(Purpose.CLIENT_AUTH)), CA));
		assertThat(lenient.refresh()).isInstanceOfSatisfying(RotationEvent.Failed.class,
				(failed) -> assertThat(failed.failure().problem()).isEqualTo(MaterialProblem.PURPOSE_MISSING));
		assertThat(lenient.current()).isSameAs(good);
	}

	@Test
	void i4RefreshWhenTheAnchorsDisownUsThenKeepsTheOld() {
		IssuedCertificate orders = orders((leaf) -> {
		});
		assertRefused(new TlsMaterial(key(orders), TrustMaterial.of(List.of(NEXT_CA.rootCertificate()), "ca.crt")),
				MaterialProblem.ANCHORS_DISOWN_US, "ca.crt");
	}

	@Test
	void refreshWhenTheCaIsChangedWithOverlapThenRotatesThreeTimes() {
		IssuedCertificate old = orders((leaf) -> {
		});
		IssuedCertificate next = issue(NEXT_CA, (leaf) -> {
		});
		this.source.then(() -> material(old, CA));
		this.store.current();
		TlsMaterial[] steps = { material(old, CA, NEXT_CA), material(next, CA, NEXT_CA), material(next, NEXT_CA) };
		for (TlsMaterial step : steps) {
			this.source.then(() -> step);
			assertThat(this.store.refresh()).isInstanceOf(RotationEvent.Rotated.class);
		}
		assertThat(this.store.current().number()).isEqualTo(4);
	}

	@Test
	void refreshWhenIdentityChangeIsAllowedThenBecomesSomebodyElse() {
		MaterialStore lenient = store(true);
		lenient.current();
		IssuedCertificate audit = NEXT_CA.issue((leaf) -> leaf.subject("CN=audit").purposes(Purpose.SERVER_AUTH));
		this.source.then(() -> material(audit, NEXT_CA));
		assertThat(lenient.refresh()).isInstanceOf(RotationEvent.Rotated.class);
	}

	@Test
	void refreshWhenTheNewCertificateIsNotValidYetThenHoldsItUntilItIs() {
		Generation old = this.store.current();
		Instant validFrom = this.clock.instant().plus(Duration.ofMinutes(5));
		TlsMaterial next = material(orders((leaf) -> leaf.notBefore(validFrom)), CA);
		this.source.then(() -> next);
		assertThat(this.store.refresh()).isEqualTo(new RotationEvent.Held("orders", old, validFrom));
		assertThat(this.store.current()).isSameAs(old);
		assertThat(this.store.failure()).isNull();
		this.clock.advance(Duration.ofMinutes(5));
		assertThat(this.store.refresh()).isInstanceOf(RotationEvent.Rotated.class);
		assertThat(this.store.current().material()).isSameAs(next);
	}

	@Test
	void i4RefreshWhenTheFutureCertificateLosesANameThenIsNotEvenHeld() {
		assertRefused(
				material(CA.issue((leaf) -> leaf.subject("CN=orders")
					.purposes(Purpose.SERVER_AUTH, Purpose.CLIENT_AUTH)
					.notBefore(this.clock.instant().plus(Duration.ofMinutes(5)))), CA),
				MaterialProblem.IDENTITY_CHANGED, "spiffe://shop.example/orders");
	}

	@Test
	void i4RefreshWhenTheNewCertificateIsExpiredThenKeepsTheOld() {
		assertRefused(material(orders((leaf) -> leaf.validFor(Duration.ofMinutes(-1))), CA), MaterialProblem.EXPIRED,
				"notAfter");
	}

	@Test
	void failureWhenAttemptsFailInARowThenTellsSinceWhenAndForgetsWhenHealed() {
		TlsMaterial good = this.store.current().material();
		Instant first = this.clock.instant();
		this.source.then(ContinuityTests::absent);
		this.store.refresh();
		this.clock.advance(Duration.ofMinutes(1));
		this.store.refresh();
		assertThat(this.store.failure()).isNotNull().extracting(RotationEvent.Failed::since).isEqualTo(first);
		this.source.then(() -> good);
		assertThat(this.store.refresh()).isInstanceOf(RotationEvent.Unchanged.class);
		assertThat(this.store.failure()).isNull();
	}

	@Test
	void currentWhenTheFirstIsExpiredOrForAnotherPurposeThenFails() {
		this.source.then(() -> material(orders((leaf) -> leaf.validFor(Duration.ofMinutes(-1))), CA));
		assertThatExceptionOfType(MaterialException.class).isThrownBy(this.store::current)
			.extracting(MaterialException::problem)
			.isEqualTo(MaterialProblem.EXPIRED);
		this.source.then(() -> material(orders((leaf) -> leaf.purposes(Purpose.CLIENT_AUTH)), CA));
		assertThatExceptionOfType(MaterialException.class).isThrownBy(this.store::current)
			.extracting(MaterialException::problem)
			.isEqualTo(MaterialProblem.PURPOSE_MISSING);
	}

	private void assertRefused(TlsMaterial next, MaterialProblem problem, String said) {
		Generation good = this.store.current();
		this.source.then(() -> next);
		assertThat(this.store.refresh()).isInstanceOfSatisfying(RotationEvent.Failed.class, (failed) -> {
			assertThat(failed.failure().problem()).isEqualTo(problem);
			assertThat(failed.failure()).hasMessageContaining(said);
			assertThat(failed).isEqualTo(this.store.failure());
		});
		assertThat(this.store.current()).isSameAs(good);
	}

	private MaterialStore store(boolean allowIdentityChange) {
		return new MaterialStore("orders", this.source,
				new RotationPolicy(Set.of(KeyPurpose.SERVER_AUTH), allowIdentityChange), this.clock);
	}

	private static IssuedCertificate orders(Consumer<LeafSpec> more) {
		return issue(CA, more);
	}

	private static IssuedCertificate issue(DevCa ca, Consumer<LeafSpec> more) {
		return ca.issue((leaf) -> more.accept(leaf.subject("CN=orders")
			.spiffeId("spiffe://shop.example/orders")
			.purposes(Purpose.SERVER_AUTH, Purpose.CLIENT_AUTH)));
	}

	private static TlsMaterial material(IssuedCertificate identity, DevCa... anchors) {
		return new TlsMaterial(key(identity),
				TrustMaterial.of(List.of(anchors).stream().map(DevCa::rootCertificate).toList(), "ca.crt"));
	}

	private static KeyMaterial key(IssuedCertificate identity) {
		return KeyMaterial.of(identity.privateKey(), identity.chain(), "tls.crt");
	}

	private static TlsMaterial absent() {
		throw new MaterialException(MaterialProblem.NOT_FOUND, "tls.key", "Unable to find 'tls.key'");
	}

}
