package io.mtlsboot.autoconfigure.actuate;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class MtlsHealthAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MtlsAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
				MtlsHealthAutoConfiguration.class))
		.withBean(MaterialSources.class, Materials::current);

	private final ApplicationContextRunner endpointRunner = this.runner
		.withInitializer((context) -> new HealthStatusOrder().postProcessEnvironment(context.getEnvironment(),
				new SpringApplication()))
		.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
				HealthEndpointAutoConfiguration.class, AvailabilityProbesAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=health",
				"management.endpoint.health.group.own.include=*");

	@Test
	void verifyWhenHealthIsThereThenIsPresent() {
		this.runner.run((context) -> {
			context.getBean(MtlsMaterials.class).store(MaterialScope.SERVER).current();
			Health health = context.getBean("mtlsHealthIndicator", HealthIndicator.class).health();
			assertThat(health).isNotNull();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsKey("server");
		});
	}

	@Test
	void verifyWhenHealthIsAbsentThenIsAbsent() {
		this.runner.withClassLoader(new FilteredClassLoader(Health.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("mtlsHealthIndicator"));
	}

	@Test
	void verifyWhenUserHasOneThenUsersWins() {
		HealthIndicator own = () -> Health.down().build();
		this.runner.withBean("mtlsHealthIndicator", HealthIndicator.class, () -> own)
			.run((context) -> assertThat(context).getBean("mtlsHealthIndicator").isSameAs(own));
	}

	@Test
	void verifyWhenHealthIsSwitchedOffThenIsAbsent() {
		this.runner.withPropertyValues("management.health.mtls.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("mtlsHealthIndicator"));
	}

	@Test
	void verifyWhenMtlsIsDisabledThenIsAbsent() {
		this.runner.withPropertyValues("mtls.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("mtlsHealthIndicator"));
	}

	@Test
	void verifyWhenProbesAreThereThenIsMemberOfNone() {
		this.endpointRunner.withPropertyValues("management.endpoint.health.probes.enabled=true").run((context) -> {
			HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
			assertThat(groups.getPrimary().isMember("mtls")).isTrue();
			assertThat(group(groups, "liveness").isMember("mtls")).isFalse();
			assertThat(group(groups, "readiness").isMember("mtls")).isFalse();
		});
	}

	@Test
	void verifyWhenOrderIsNotSetThenWarningBeatsUpAndIsAnsweredWith200() {
		this.endpointRunner.run((context) -> {
			HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
			for (HealthEndpointGroup group : new HealthEndpointGroup[] { groups.getPrimary(), group(groups, "own") }) {
				assertWarningBetweenOutagesAndUp(group.getStatusAggregator());
				assertThat(group.getHttpCodeStatusMapper().getStatusCode(WarningStatus.WARNING)).isEqualTo(200);
			}
		});
	}

	@Test
	void verifyWhenUserHasAggregatorForOneGroupThenWarningKeepsItsPlaceInTheOthers() {
		this.endpointRunner
			.withBean("ownAggregator", StatusAggregator.class, () -> StatusAggregator.of(Status.UP),
					(definition) -> ((AbstractBeanDefinition) definition)
						.addQualifier(new AutowireCandidateQualifier(Qualifier.class, "own")))
			.run((context) -> assertWarningBetweenOutagesAndUp(
					context.getBean(HealthEndpointGroups.class).getPrimary().getStatusAggregator()));
	}

	@Test
	void verifyWhenUserSetsOrderThenUsersHolds() {
		this.runner
			.withPropertyValues("management.endpoint.health.status.order=warning,down,up",
					"management.endpoints.web.exposure.include=health")
			.withConfiguration(AutoConfigurations.of(HealthEndpointAutoConfiguration.class))
			.withInitializer((context) -> new HealthStatusOrder().postProcessEnvironment(context.getEnvironment(),
					new SpringApplication()))
			.run((context) -> {
				StatusAggregator aggregator = context.getBean(StatusAggregator.class);
				assertThat(aggregator.getAggregateStatus(WarningStatus.WARNING, Status.DOWN))
					.isEqualTo(WarningStatus.WARNING);
			});
	}

	private static void assertWarningBetweenOutagesAndUp(StatusAggregator aggregator) {
		Status warning = WarningStatus.WARNING;
		assertThat(aggregator.getAggregateStatus(warning)).isEqualTo(warning);
		assertThat(aggregator.getAggregateStatus(Status.UP, warning)).isEqualTo(warning);
		assertThat(aggregator.getAggregateStatus(Status.UNKNOWN, warning)).isEqualTo(warning);
		assertThat(aggregator.getAggregateStatus(Status.OUT_OF_SERVICE, warning)).isEqualTo(Status.OUT_OF_SERVICE);
		assertThat(aggregator.getAggregateStatus(Status.DOWN, warning)).isEqualTo(Status.DOWN);
		assertThat(aggregator.getAggregateStatus(Status.UP, Status.UNKNOWN)).isEqualTo(Status.UP);
	}

	private static HealthEndpointGroup group(HealthEndpointGroups groups, String name) {
		HealthEndpointGroup group = groups.get(name);
		assertThat(group).isNotNull();
		return group;
	}

}
