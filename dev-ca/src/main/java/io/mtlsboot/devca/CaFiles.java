package io.mtlsboot.devca;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The certificates and keys of a CA as files, believed only if they are complete, private
 * and belong together.
 */
final class CaFiles {

	static final String ROOT = "root";

	static final String SERVER_CA = "server-ca";

	static final String CLIENT_CA = "client-ca";

	static final String ANCHORS = "ca.crt";

	private static final String SUBJECT_PREFIX = "CN=";

	private static final String SUBJECT_SUFFIX = " dev root";

	private static final Set<PosixFilePermission> OWNER = EnumSet.of(PosixFilePermission.OWNER_READ,
			PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

	private CaFiles() {
	}

	static boolean exist(Path directory) {
		return names().anyMatch((name) -> Files.exists(directory.resolve(name)));
	}

	static void write(Path directory, DevCa ca) {
		ca.root().writePem(directory, ROOT);
		ca.serverIssuer().withoutIntermediates().writePem(directory, SERVER_CA);
		ca.clientIssuer().withoutIntermediates().writePem(directory, CLIENT_CA);
		SafeFiles.writePublic(directory.resolve(ANCHORS), ca.root().certificatePem());
	}

	static DevCa read(Path directory, Clock clock) {
		names().filter((name) -> !Files.isRegularFile(directory.resolve(name))).findFirst().ifPresent((name) -> {
			throw unusable(directory, "the file '" + name + "' is missing", null);
		});
		requirePrivate(directory, directory, "rwx------");
		Stream.of(ROOT, SERVER_CA, CLIENT_CA)
			.forEach((name) -> requirePrivate(directory, directory.resolve(name + ".key"), "rw-------"));
		IssuedCertificate root = readOne(directory, ROOT, clock);
		IssuedCertificate serverIssuer = readOne(directory, SERVER_CA, clock);
		IssuedCertificate clientIssuer = readOne(directory, CLIENT_CA, clock);
		for (IssuedCertificate issued : List.of(root, serverIssuer, clientIssuer)) {
			requireSigned(directory, issued.certificate(), root.certificate());
		}
		if (!PemReader.certificates(directory.resolve(ANCHORS)).equals(List.of(root.certificate()))) {
			throw unusable(directory, "'" + ANCHORS + "' does not hold exactly the root", null);
		}
		return new DevCa(trustDomain(directory, root), clock, root, serverIssuer, clientIssuer);
	}

	private static Stream<String> names() {
		return Stream.concat(
				Stream.of(ROOT, SERVER_CA, CLIENT_CA).flatMap((name) -> Stream.of(name + ".crt", name + ".key")),
				Stream.of(ANCHORS, DirectoryLock.FILE));
	}

	private static IssuedCertificate readOne(Path directory, String name, Clock clock) {
		IssuedCertificate issued;
		try {
			issued = new IssuedCertificate(PemReader.certificates(directory.resolve(name + ".crt")),
					PemReader.privateKey(directory.resolve(name + ".key")));
		}
		catch (DevCaException ex) {
			throw unusable(directory, "'" + name + "' cannot be read", ex);
		}
		if (!KeyMatch.matches(issued.privateKey(), issued.certificate().getPublicKey())) {
			throw unusable(directory, "'" + name + ".key' is not the key of '" + name + ".crt'", null);
		}
		if (issued.certificate().getNotAfter().toInstant().isBefore(clock.instant())) {
			throw unusable(directory, "'" + name + ".crt' expired at " + issued.certificate().getNotAfter().toInstant(),
					null);
		}
		return issued;
	}

	private static void requireSigned(Path directory, X509Certificate certificate, X509Certificate root) {
		try {
			certificate.verify(root.getPublicKey());
		}
		catch (GeneralSecurityException ex) {
			throw unusable(directory,
					"'" + Text.escape(certificate.getSubjectX500Principal().getName()) + "' is not signed by its root",
					ex);
		}
	}

	private static String trustDomain(Path directory, IssuedCertificate root) {
		String subject = root.certificate().getSubjectX500Principal().getName();
		if (!subject.startsWith(SUBJECT_PREFIX) || !subject.endsWith(SUBJECT_SUFFIX)) {
			throw unusable(directory, "its root '" + Text.escape(subject) + "' is not one of a dev CA", null);
		}
		return subject.substring(SUBJECT_PREFIX.length(), subject.length() - SUBJECT_SUFFIX.length());
	}

	private static void requirePrivate(Path directory, Path path, String expected) {
		if (!SafeFiles.isPosix(path)) {
			return;
		}
		try {
			Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
			if (!OWNER.containsAll(permissions)) {
				throw new DevCaException("Unable to use the dev CA in '" + directory + "': '" + path
						+ "' is open to others with permissions '" + PosixFilePermissions.toString(permissions)
						+ "', expected '" + expected
						+ "'. Nobody should trust its keys any more: delete the directory, a new CA will be created");
			}
		}
		catch (IOException ex) {
			throw unusable(directory, "the permissions of '" + path + "' cannot be read", ex);
		}
	}

	private static DevCaException unusable(Path directory, String reason, @Nullable Throwable cause) {
		return new DevCaException("Unable to use the dev CA in '" + directory + "': " + reason
				+ ". Delete the directory, a new CA will be created", cause);
	}

}
