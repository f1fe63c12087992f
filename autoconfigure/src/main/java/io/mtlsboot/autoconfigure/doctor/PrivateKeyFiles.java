package io.mtlsboot.autoconfigure.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.mtlsboot.autoconfigure.Finding;
import io.mtlsboot.autoconfigure.IdentityProperties;
import io.mtlsboot.autoconfigure.MtlsProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.core.io.Resource;

/**
 * Examines who else can read our private keys.
 *
 * @param properties where they are
 */
record PrivateKeyFiles(MtlsProperties properties) {

	List<Finding> findings() {
		Stream<IdentityProperties> identities = Stream.concat(
				Stream.of(this.properties.identity(), this.properties.server().identity()),
				this.properties.clients().values().stream().map(MtlsProperties.Client::identity));
		return identities.flatMap((identity) -> Stream.of(identity.privateKey(), identity.keyStore().location()))
			.flatMap((location) -> path(location).stream())
			.distinct()
			.flatMap((path) -> finding(path).stream())
			.toList();
	}

	private static Optional<Path> path(@Nullable String location) {
		if (location == null || location.isBlank()) {
			return Optional.empty();
		}
		try {
			Resource resource = ApplicationResourceLoader.get().getResource(location);
			return resource.isFile() ? Optional.of(resource.getFile().toPath()) : Optional.empty();
		}
		catch (IOException | InvalidPathException ex) {
			return Optional.empty();
		}
	}

	// Where files have no such permissions, or there is no file, there is nothing to say
	private static Optional<Finding> finding(Path path) {
		try {
			Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
			String shown = "'" + path + "' has permissions '" + PosixFilePermissions.toString(permissions) + "'";
			boolean open = permissions.contains(PosixFilePermission.OTHERS_READ)
					|| permissions.contains(PosixFilePermission.OTHERS_WRITE)
					|| permissions.contains(PosixFilePermission.GROUP_WRITE);
			return Optional.of(open
					? Check.PRIVATE_KEY_FILE.warning(path.toString(),
							shown + ", expected no others to have access: "
									+ "'chmod 640' it, or set 'defaultMode: 0440' where Kubernetes mounts it")
					: Check.PRIVATE_KEY_FILE.ok(path.toString(), shown));
		}
		catch (IOException | UnsupportedOperationException ex) {
			return Optional.empty();
		}
	}

}
