package io.mtlsboot.devca.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.mtlsboot.devca.DevCaDirectory;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.devca.KeyAlgorithm;
import io.mtlsboot.devca.LeafSpec;
import io.mtlsboot.devca.Purpose;
import io.mtlsboot.devca.Text;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Issues a certificate.
 */
@Command(name = "issue", mixinStandardHelpOptions = true, versionProvider = ManifestVersion.class, sortOptions = false,
		description = "Issues a certificate with a new key, for servers and clients unless told otherwise.")
final class IssueCommand implements Runnable {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}");

	// The CA itself lives for a year
	private static final Duration LONGEST = Duration.ofDays(365);

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Mixin
	private DirectoryOption directory = new DirectoryOption();

	@Mixin
	private PasswordOption password = new PasswordOption();

	@Option(names = "--name", required = true, paramLabel = "<name>",
			description = "Common name, and first part of the file names.")
	private String name = "";

	@Option(names = "--spiffe-id", paramLabel = "<uri>", description = "SPIFFE ID.")
	private @Nullable String spiffeId;

	@Option(names = "--dns", paramLabel = "<name>", description = "DNS name; can be repeated.")
	private List<String> dns = new ArrayList<>();

	@Option(names = "--ip", paramLabel = "<address>", description = "IP address; can be repeated.")
	private List<String> ip = new ArrayList<>();

	@Option(names = "--server", description = "For servers.")
	private boolean server;

	@Option(names = "--client", description = "For clients.")
	private boolean client;

	@ArgGroup
	private Lifetime lifetime = new Lifetime();

	@Option(names = "--key-algorithm", paramLabel = "<algorithm>",
			description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
	private KeyAlgorithm keyAlgorithm = KeyAlgorithm.EC_P256;

	@Option(names = "--out", paramLabel = "<dir>", description = "Where to write (default: the current directory).")
	private Path out = Path.of("");

	@Option(names = "--pkcs12", description = "Write one PKCS#12 file instead of PEM files.")
	private boolean pkcs12;

	@Override
	public void run() {
		requireUsable();
		char[] secret = this.pkcs12 ? this.password.read() : new char[0];
		DevCaDirectory ca = this.directory.open();
		IssuedCertificate issued = ca.issue(this::describe);
		write(issued, secret);
		PrintWriter writer = this.spec.commandLine().getOut();
		writer.println("anchors     " + ca.anchorsFile());
		writer.println("serial      " + issued.certificate().getSerialNumber().toString(16));
		writer.println("expires     " + issued.certificate().getNotAfter().toInstant());
	}

	private void requireUsable() {
		if (!NAME.matcher(this.name).matches()) {
			throw new ParameterException(this.spec.commandLine(), "Invalid value for option '--name': expected up to 64"
					+ " letters, digits, dots, dashes and underscores but was '" + Text.escape(this.name) + "'");
		}
		Duration duration = this.lifetime.duration();
		if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
			throw new ParameterException(this.spec.commandLine(),
					"Invalid validity: expected more than nothing and at most " + LONGEST.toDays() + " days but was '"
							+ duration + "'");
		}
	}

	private void describe(LeafSpec leaf) {
		leaf.subject("CN=" + this.name)
			.purposes(purposes().toArray(Purpose[]::new))
			.keyAlgorithm(this.keyAlgorithm)
			.validFor(this.lifetime.duration())
			.dns(this.dns.toArray(String[]::new))
			.ip(this.ip.toArray(String[]::new));
		if (this.spiffeId != null) {
			leaf.spiffeId(this.spiffeId);
		}
	}

	private Set<Purpose> purposes() {
		Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
		if (this.server) {
			purposes.add(Purpose.SERVER_AUTH);
		}
		if (this.client) {
			purposes.add(Purpose.CLIENT_AUTH);
		}
		return purposes;
	}

	private void write(IssuedCertificate issued, char[] secret) {
		PrintWriter writer = this.spec.commandLine().getOut();
		if (this.pkcs12) {
			Path file = this.out.resolve(this.name + ".p12");
			issued.writeKeyStore(file, "PKCS12", secret, this.name);
			writer.println("key store   " + file);
		}
		else {
			issued.writePem(this.out, this.name);
			writer.println("certificate " + this.out.resolve(this.name + ".crt"));
			writer.println("private key " + this.out.resolve(this.name + ".key"));
		}
	}

	/**
	 * How long it is valid, in one of two units.
	 */
	static final class Lifetime {

		@Option(names = "--days", paramLabel = "<n>", description = "Days of validity (default: 30).")
		private @Nullable Integer days;

		@Option(names = "--valid-for", paramLabel = "<duration>", converter = DurationConverter.class,
				description = "Validity such as 90s, 15m, 12h or 30d.")
		private @Nullable Duration validFor;

		Duration duration() {
			if (this.validFor != null) {
				return this.validFor;
			}
			return Duration.ofDays((this.days != null) ? this.days : 30);
		}

	}

}
