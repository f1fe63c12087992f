package io.mtlsboot.autoconfigure.doctor;

import java.io.PrintStream;
import java.util.List;
import java.util.function.IntConsumer;

import io.mtlsboot.autoconfigure.Finding;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * {@code java -jar app.jar --mtls.doctor}: examines instead of starting the application.
 * Exit code 0 if all is well, 1 if something is wrong.
 */
public final class DoctorCommand implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	static final String PROPERTY = "mtls.doctor";

	private final PrintStream out;

	private final IntConsumer exit;

	/**
	 * As the command line wants it.
	 */
	@SuppressWarnings("SystemOut") // its output is what was asked for
	public DoctorCommand() {
		this(System.out, System::exit);
	}

	DoctorCommand(PrintStream out, IntConsumer exit) {
		this.out = out;
		this.exit = exit;
	}

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		ConfigurableEnvironment environment = event.getEnvironment();
		String value = environment.getProperty(PROPERTY);
		if (value == null || value.equalsIgnoreCase("false")) {
			return;
		}
		boolean server = event.getSpringApplication().getWebApplicationType() != WebApplicationType.NONE
				&& environment.getProperty("mtls.server.enabled", Boolean.class, Boolean.TRUE);
		List<Finding> findings = new DoctorContext(environment, server).examine();
		findings.forEach(this::print);
		boolean wrong = findings.stream().anyMatch((finding) -> finding.severity() != Finding.Severity.OK);
		this.out.println(wrong ? "Something is wrong, see above." : "All is well.");
		this.exit.accept(wrong ? 1 : 0);
	}

	private void print(Finding finding) {
		this.out.println(String.format("%-7s %-16s %s: %s", finding.severity(), finding.id(), finding.subject(),
				finding.message()));
		if (finding.severity() != Finding.Severity.OK) {
			this.out.println("        see " + finding.documentation());
		}
	}

	// When the configuration is complete
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
