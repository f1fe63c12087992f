package io.mtlsboot.rotation;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells when one of many files may have changed, wherever the names of the files lead: it
 * watches every directory on the way, for the entries that matter, and finds the way anew
 * after each change.
 * <p>
 * What cannot be watched is left to whoever asks at intervals. Nothing that a file system
 * does ends the thread.
 */
final class FileChangeTrigger implements AutoCloseable {

	private static final int MAX_PASSES = 5;

	private final WatchService watchService;

	private final Consumer<String> notices;

	private final List<Follower> followers = new CopyOnWriteArrayList<>();

	private final Map<WatchKey, Set<Path>> directories = new HashMap<>();

	private final Set<Path> unwatchable = new HashSet<>();

	FileChangeTrigger(WatchService watchService, Consumer<String> notices) {
		this.watchService = watchService;
		this.notices = notices;
		Thread thread = new Thread(this::run, "mtls-file-watch");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Follows files from now on.
	 * @param files the files, whether they exist or not
	 * @param onChange is called on the thread that watches, as often as something changes
	 */
	void follow(Collection<Path> files, Runnable onChange) {
		this.followers.add(new Follower(files, onChange));
		watch();
	}

	@Override
	public void close() {
		try {
			this.watchService.close();
		}
		catch (IOException ex) {
			// The thread ends with the process at the latest
		}
	}

	private void run() {
		try {
			while (true) {
				changed(this.watchService.take());
			}
		}
		catch (InterruptedException | ClosedWatchServiceException ex) {
			// The end
		}
	}

	private void changed(WatchKey key) {
		try {
			List<Follower> concerned = concerned(key);
			if (!key.reset() || !concerned.isEmpty()) {
				// First the new way, then the news: what happens in between is news again
				watch();
			}
			concerned.forEach(Follower::tell);
		}
		catch (ClosedWatchServiceException ex) {
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			this.notices.accept("Unable to handle a change in '" + key.watchable() + "': " + ex);
		}
	}

	private List<Follower> concerned(WatchKey key) {
		List<WatchEvent<?>> events = key.pollEvents();
		Set<Path> paths = paths(key);
		// Without events the directory itself is gone
		return this.followers.stream()
			.filter((follower) -> paths.isEmpty() || events.isEmpty()
					|| paths.stream().anyMatch((path) -> follower.isConcernedBy(path, events)))
			.toList();
	}

	// More than one where the same directory is mounted twice
	private synchronized Set<Path> paths(WatchKey key) {
		return Set.copyOf(this.directories.getOrDefault(key, Set.of()));
	}

	// While directories come and go the way may change again: until it stands still
	private synchronized void watch() {
		Set<Path> before = Set.of();
		for (int pass = 0; pass < MAX_PASSES; pass++) {
			this.followers.forEach(Follower::resolve);
			Set<Path> wanted = new HashSet<>();
			this.followers.forEach((follower) -> wanted.addAll(follower.directories()));
			if (wanted.equals(before)) {
				return;
			}
			register(wanted);
			before = wanted;
		}
	}

	// Each is registered again, for the directory of that name may be another one now
	private void register(Set<Path> wanted) {
		Map<WatchKey, Set<Path>> registered = new HashMap<>();
		for (Path directory : wanted) {
			try {
				WatchKey key = directory.register(this.watchService, StandardWatchEventKinds.ENTRY_CREATE,
						StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE);
				registered.computeIfAbsent(key, (added) -> new HashSet<>()).add(directory);
				this.unwatchable.remove(directory);
			}
			catch (ClosedWatchServiceException ex) {
				throw ex;
			}
			catch (IOException | RuntimeException ex) {
				if (this.unwatchable.add(directory)) {
					this.notices.accept("Unable to watch the directory '" + directory + "', whose changes are noticed"
							+ " only when it is looked at again: " + ex);
				}
			}
		}
		this.directories.keySet().stream().filter((key) -> !registered.containsKey(key)).forEach(WatchKey::cancel);
		this.directories.clear();
		this.directories.putAll(registered);
	}

	/**
	 * Files that somebody wants to know about.
	 */
	private static final class Follower {

		private final Collection<Path> files;

		private final Runnable onChange;

		private volatile Map<Path, Set<Path>> entries = Map.of();

		Follower(Collection<Path> files, Runnable onChange) {
			this.files = List.copyOf(files);
			this.onChange = onChange;
		}

		void resolve() {
			this.entries = LinkedPath.entries(this.files);
		}

		Set<Path> directories() {
			return this.entries.keySet();
		}

		boolean isConcernedBy(Path directory, List<WatchEvent<?>> events) {
			Set<Path> names = this.entries.get(directory);
			return names != null && events.stream().anyMatch((event) -> isAbout(names, event));
		}

		// More has happened than was noted, and nobody knows what
		private static boolean isAbout(Set<Path> names, WatchEvent<?> event) {
			return event.kind() == StandardWatchEventKinds.OVERFLOW
					|| (event.context() instanceof Path name && names.contains(name));
		}

		void tell() {
			this.onChange.run();
		}

	}

}
