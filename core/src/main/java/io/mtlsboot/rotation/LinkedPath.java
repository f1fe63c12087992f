package io.mtlsboot.rotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The directories that a file name leads through, and in each of them the one entry that
 * matters: another file under that entry, be it a link, a directory or the file itself,
 * means another file at the end.
 */
final class LinkedPath {

	/** As many links as Linux follows in one name. */
	private static final int MAX_LINKS = 40;

	private final Map<Path, Set<Path>> entries;

	private final Deque<Path> rest = new ArrayDeque<>();

	private Path directory;

	private int links;

	private LinkedPath(Path file, Map<Path, Set<Path>> entries) {
		this.entries = entries;
		this.directory = root(file);
		prepend(file);
	}

	/**
	 * Follows files.
	 * @param files the files, whether they exist or not
	 * @return the names of the entries that matter, by directory
	 */
	static Map<Path, Set<Path>> entries(Collection<Path> files) {
		Map<Path, Set<Path>> entries = new HashMap<>();
		files.forEach((file) -> new LinkedPath(file.toAbsolutePath(), entries).follow());
		return entries;
	}

	private void follow() {
		Path name = this.rest.poll();
		while (name != null) {
			if (name.toString().equals("..")) {
				Path parent = this.directory.getParent();
				this.directory = (parent != null) ? parent : this.directory;
			}
			else if (!name.toString().isEmpty() && !name.toString().equals(".") && !enter(name)) {
				return;
			}
			name = this.rest.poll();
		}
	}

	private boolean enter(Path name) {
		this.entries.computeIfAbsent(this.directory, (key) -> new HashSet<>()).add(name);
		Path entry = this.directory.resolve(name);
		Path target = target(entry);
		if (target == null) {
			this.directory = entry;
			return Files.isDirectory(entry);
		}
		if (++this.links > MAX_LINKS) {
			return false;
		}
		if (target.isAbsolute()) {
			this.directory = root(target);
		}
		prepend(target);
		return true;
	}

	private static @Nullable Path target(Path entry) {
		try {
			return Files.isSymbolicLink(entry) ? Files.readSymbolicLink(entry) : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	private void prepend(Path path) {
		Deque<Path> names = new ArrayDeque<>();
		path.iterator().forEachRemaining(names::push);
		for (Iterator<Path> iterator = names.iterator(); iterator.hasNext();) {
			this.rest.push(iterator.next());
		}
	}

	private static Path root(Path absolute) {
		Path root = absolute.getRoot();
		return (root != null) ? root : absolute;
	}

}
