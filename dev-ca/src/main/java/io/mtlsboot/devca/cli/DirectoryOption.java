package io.mtlsboot.devca.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.mtlsboot.devca.DevCaDirectory;
import io.mtlsboot.devca.DevCaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The option that says where the CA is.
 */
final class DirectoryOption {

	@Option(names = "--directory", paramLabel = "<dir>",
			description = "Where the CA is (default: the only one in .mtls-dev-ca in the home directory).")
	private @Nullable Path directory;

	DevCaDirectory openOrCreate(String trustDomain) {
		return DevCaDirectory.openOrCreate(
				(this.directory != null) ? this.directory : DevCaDirectory.defaultDirectory(trustDomain), trustDomain);
	}

	DevCaDirectory open() {
		return DevCaDirectory.open((this.directory != null) ? this.directory : theOnlyOne());
	}

	private static Path theOnlyOne() {
		Path parent = DevCaDirectory.defaultParent();
		List<Path> found = found(parent);
		if (found.size() == 1) {
			return found.get(0);
		}
		throw new DevCaException(
				found.isEmpty() ? "There is no dev CA in '" + parent + "'. Create one with 'init --trust-domain <name>'"
						: "There are several dev CAs in '" + parent + "': "
								+ found.stream().map(Path::getFileName).toList() + ". Choose one with '--directory'");
	}

	private static List<Path> found(Path parent) {
		if (!Files.isDirectory(parent)) {
			return List.of();
		}
		try (Stream<Path> children = Files.list(parent)) {
			return children.filter(Files::isDirectory)
				.filter((child) -> !String.valueOf(child.getFileName()).startsWith("."))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new DevCaException("Unable to list '" + parent + "'", ex);
		}
	}

}
