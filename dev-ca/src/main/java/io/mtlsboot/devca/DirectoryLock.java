package io.mtlsboot.devca;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one thread of one process at a time change a directory.
 */
final class DirectoryLock {

	static final String FILE = "lock";

	// A FileLock is held by the whole JVM and says nothing between its threads
	private static final ConcurrentMap<Path, Lock> LOCKS = new ConcurrentHashMap<>();

	private final Path directory;

	private final Lock lock;

	DirectoryLock(Path realDirectory) {
		this.directory = realDirectory;
		this.lock = LOCKS.computeIfAbsent(realDirectory, (path) -> new ReentrantLock());
	}

	<T> T hold(Supplier<T> action) {
		this.lock.lock();
		try (FileChannel channel = FileChannel.open(this.directory.resolve(FILE), StandardOpenOption.WRITE);
				FileLock held = channel.lock()) {
			if (!held.isValid()) {
				throw new IOException("The lock is not valid");
			}
			return action.get();
		}
		catch (IOException ex) {
			throw new DevCaException("Unable to lock the dev CA in '" + this.directory + "'", ex);
		}
		finally {
			this.lock.unlock();
		}
	}

}
