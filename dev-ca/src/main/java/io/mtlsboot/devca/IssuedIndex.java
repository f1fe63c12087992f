package io.mtlsboot.devca;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The file that lists what a CA issued. Whoever changes it holds the lock of the
 * directory.
 */
final class IssuedIndex {

	private final Path file;

	IssuedIndex(Path directory) {
		this.file = directory.resolve("index.txt");
	}

	List<IndexEntry> read() {
		List<IndexEntry> entries = new ArrayList<>();
		try {
			for (String line : Files.readAllLines(this.file)) {
				entries.add(IndexEntry.parse(line));
			}
		}
		catch (NoSuchFileException ex) {
			// Nothing was issued yet
			return entries;
		}
		catch (IOException | DateTimeException | IllegalArgumentException ex) {
			throw new DevCaException("Unable to read the list of issued certificates '" + this.file
					+ "': expected five fields in each line", ex);
		}
		return entries;
	}

	void add(IndexEntry entry, Instant now) {
		List<IndexEntry> entries = read();
		entries.add(entry);
		write(entries, now);
	}

	void revoke(BigInteger serial, Instant now) {
		List<IndexEntry> entries = read();
		if (entries.stream().noneMatch((entry) -> entry.serial().equals(serial))) {
			throw new DevCaException("Unable to revoke the certificate with serial number '" + serial.toString(16)
					+ "': it is not in '" + this.file + "', which lists all that are issued and not expired");
		}
		entries.replaceAll((entry) -> entry.serial().equals(serial) ? entry.revoke(now) : entry);
		write(entries, now);
	}

	Map<BigInteger, Instant> revoked(String issuer) {
		Map<BigInteger, Instant> revoked = new LinkedHashMap<>();
		for (IndexEntry entry : read()) {
			Instant revokedAt = entry.revokedAt();
			if (revokedAt != null && entry.issuer().equals(issuer)) {
				revoked.put(entry.serial(), revokedAt);
			}
		}
		return revoked;
	}

	private void write(List<IndexEntry> entries, Instant now) {
		// What is expired need not be revoked, and services are started often
		SafeFiles.writePrivate(this.file,
				entries.stream()
					.filter((entry) -> !entry.notAfter().isBefore(now))
					.map((entry) -> entry.format() + "\n")
					.collect(Collectors.joining()));
	}

}
