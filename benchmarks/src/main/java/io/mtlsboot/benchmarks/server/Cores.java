package io.mtlsboot.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which core a process runs on: the first for servers, the second for the load generator.
 *
 * @param server how a command begins that runs a server
 * @param generator how a command begins that runs the load generator
 * @param description what a report says about it
 */
record Cores(List<String> server, List<String> generator, String description) {

	static Cores find() {
		List<Integer> allowed = allowed();
		if (allowed.size() < 2) {
			return unpinned("only one core is there: servers and load generator share it");
		}
		if (Executable.find("taskset").isEmpty()) {
			return unpinned("taskset is missing: nothing is pinned to a core");
		}
		return new Cores(List.of("taskset", "-c", String.valueOf(allowed.get(0))),
				List.of("taskset", "-c", String.valueOf(allowed.get(1))),
				"servers on core " + allowed.get(0) + ", load generator on core " + allowed.get(1));
	}

	static Cores unpinned(String why) {
		return new Cores(List.of(), List.of(), why);
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
