package io.mtlsboot.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which core a process runs on: one for those that serve, one for those that call.
 *
 * @param serving how a command begins that runs a server
 * @param calling how a command begins that runs a client
 * @param description what a report says about it
 */
public record Cores(List<String> serving, List<String> calling, String description) {

	/**
	 * Looks for two cores.
	 * @param servers what a report calls those that serve
	 * @param clients what a report calls those that call
	 * @return the first two that this process may use, if there are two
	 */
	public static Cores find(String servers, String clients) {
		List<Integer> allowed = allowed();
		if (allowed.size() < 2) {
			return unpinned("only one core is there: " + servers + " and " + clients + " share it");
		}
		if (Executable.find("taskset").isEmpty()) {
			return unpinned("taskset is missing: nothing is pinned to a core");
		}
		return new Cores(List.of("taskset", "-c", String.valueOf(allowed.get(0))),
				List.of("taskset", "-c", String.valueOf(allowed.get(1))),
				servers + " on core " + allowed.get(0) + ", " + clients + " on core " + allowed.get(1));
	}

	/**
	 * Leaves it to the system.
	 * @param why what a report says about it
	 * @return no core
	 */
	public static Cores unpinned(String why) {
		return new Cores(List.of(), List.of(), why);
	}

	/**
	 * Returns how a command begins that may use both.
	 * @return the beginning
	 */
	public List<String> both() {
		return this.serving.isEmpty() ? List.of()
				: List.of("taskset", "-c", core(this.serving) + "," + core(this.calling));
	}

	/**
	 * Lets a server use the core of those that call, too, so that its JIT compilers have
	 * one while it works. What its JVM believes to have does not change.
	 * @param pids its processes
	 * @throws IOException if it cannot be moved
	 */
	public void lend(List<Long> pids) throws IOException {
		if (!this.serving.isEmpty()) {
			move(pids, core(both()));
		}
	}

	/**
	 * Ends what {@link #lend} began.
	 * @param pids processes of a server
	 * @throws IOException if it cannot be moved
	 */
	public void takeBack(List<Long> pids) throws IOException {
		if (!this.serving.isEmpty()) {
			move(pids, core(this.serving));
		}
	}

	private static String core(List<String> pin) {
		return pin.get(pin.size() - 1);
	}

	private static void move(List<Long> pids, String cores) throws IOException {
		for (long pid : pids) {
			Process process = new ProcessBuilder("taskset", "-a", "-c", "-p", cores, String.valueOf(pid))
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (process.onExit().join().exitValue() != 0) {
				throw new IOException("Unable to move process " + pid + " to core " + cores);
			}
		}
	}

	// Such as 0-3,6
	private static List<Integer> allowed() {
		List<Integer> cores = new ArrayList<>();
		try (var lines = Files.lines(Path.of("/proc/self/status"))) {
			String list = lines.filter((line) -> line.startsWith("Cpus_allowed_list:")).findFirst().orElse(":");
			for (String range : list.substring(list.indexOf(':') + 1).trim().split(",", -1)) {
				String[] ends = range.split("-", 2);
				for (int core = Integer.parseInt(ends[0]); core <= Integer.parseInt(ends[ends.length - 1]); core++) {
					cores.add(core);
				}
			}
		}
		catch (IOException | NumberFormatException ex) {
			return List.of();
		}
		return cores;
	}

}
