package io.mtlsboot.autoconfigure.actuate;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class HealthStatusOrderTests {

	private static final String ORDER = "DOWN,OUT_OF_SERVICE,WARNING,UP,UNKNOWN";

	@Test
	void verifyWhenOrderIsNotSetThenGivesWarningAPlace() {
		assertThat(run(Map.of())).isEqualTo(ORDER);
	}

	@Test
	void verifyWhenOrderIsADefaultPropertyOfTheApplicationThenKeepsIt() {
		assertThat(run(Map.of(HealthStatusOrder.PROPERTY, "UP,DOWN"))).isEqualTo("UP,DOWN");
	}

	@Test
	void verifyWhenOrderIsSetByIndexThenKeepsIt() {
		MockEnvironment environment = new MockEnvironment().withProperty(HealthStatusOrder.PROPERTY + "[0]", "UP");
		postProcess(environment, new SpringApplication());
		assertThat(environment.getProperty(HealthStatusOrder.PROPERTY)).isNull();
	}

	@Test
	void verifyWhenMtlsIsDisabledThenAddsNothing() {
		MockEnvironment environment = new MockEnvironment().withProperty("mtls.enabled", "false");
		postProcess(environment, new SpringApplication());
		assertThat(environment.getProperty(HealthStatusOrder.PROPERTY)).isNull();
	}

	@Test
	void verifyWhenHealthIsAbsentThenAddsNothing() {
		StandardEnvironment environment = new StandardEnvironment();
		SpringApplication application = new SpringApplication(
				new DefaultResourceLoader(new FilteredClassLoader("org.springframework.boot.health")));
		postProcess(environment, application);
		assertThat(environment.getProperty(HealthStatusOrder.PROPERTY)).isNull();
	}

	private static void postProcess(ConfigurableEnvironment environment, SpringApplication application) {
		new HealthStatusOrder().postProcessEnvironment(environment, application);
	}

	private static String run(Map<String, Object> defaultProperties) {
		SpringApplication application = new SpringApplication(HealthStatusOrderTests.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(defaultProperties);
		try (ConfigurableApplicationContext context = application.run()) {
			return context.getEnvironment().getProperty(HealthStatusOrder.PROPERTY);
		}
	}

}
