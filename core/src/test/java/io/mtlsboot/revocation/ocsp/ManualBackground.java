package io.mtlsboot.revocation.ocsp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Does everything when a test says so.
 */
final class ManualBackground implements Background {

	private final List<Runnable> tasks = new ArrayList<>();

	private final List<Scheduled> scheduled = new ArrayList<>();

	private boolean immediate;

	private boolean full;

	static ManualBackground immediate() {
		ManualBackground background = new ManualBackground();
		background.immediate = true;
		return background;
	}

	void setFull(boolean full) {
		this.full = full;
	}

	void setImmediate(boolean immediate) {
		this.immediate = immediate;
	}

	@Override
	public boolean execute(Runnable task) {
		if (this.full) {
			return false;
		}
		if (this.immediate) {
			task.run();
		}
		else {
			this.tasks.add(task);
		}
		return true;
	}

	void runAll() {
		List<Runnable> due = new ArrayList<>(this.tasks);
		this.tasks.clear();
		due.forEach(Runnable::run);
	}

	int waiting() {
		return this.tasks.size();
	}

	@Override
	public Runnable schedule(Runnable task, Duration delay) {
		Scheduled planned = new Scheduled(task, delay);
		this.scheduled.add(planned);
		return () -> this.scheduled.remove(planned);
	}

	List<Duration> delays() {
		return this.scheduled.stream().map(Scheduled::delay).toList();
	}

	void fire() {
		this.scheduled.remove(0).task().run();
	}

	@Override
	public void close() {
		this.full = true;
		this.scheduled.clear();
	}

	private record Scheduled(Runnable task, Duration delay) {
	}

}
