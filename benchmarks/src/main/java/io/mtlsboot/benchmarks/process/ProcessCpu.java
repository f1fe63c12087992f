package io.mtlsboot.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What processes cost, as Linux accounts for it. See proc(5).
 */
public final class ProcessCpu {

	// sysconf(_SC_CLK_TCK), which is 100 on every architecture that the JDK has
	private static final long MICROS_PER_TICK = 10_000;

	private ProcessCpu() {
	}

	/**
	 * Adds what processes have started and is still running.
	 * @param pids processes
	 * @return the same and their descendants
	 */
	public static List<Long> tree(List<Long> pids) {
		return pids.stream()
			.flatMap((pid) -> Stream.concat(Stream.of(pid),
					ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid)))
			.distinct()
			.toList();
	}

	/**
	 * Sums up the CPU time of processes, in user and in kernel mode.
	 * @param pids processes; one that has ended counts as nothing
	 * @return microseconds, exact to ten milliseconds for each process
	 */
	public static long micros(List<Long> pids) {
		return pids.stream().mapToLong(ProcessCpu::micros).sum();
	}

	/**
	 * Sums up the memory that processes have in RAM.
	 * @param pids processes; one that has ended counts as nothing
	 * @return bytes; what they share counts for each
	 */
	public static long residentBytes(List<Long> pids) {
		return pids.stream().mapToLong(ProcessCpu::residentBytes).sum();
	}

	private static long micros(long pid) {
		String stat = read(pid, "stat");
		// The second field is the name of the program, in parentheses, with any character
		String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1);
		return (fields.length < 13) ? 0 : (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
	}

	private static long residentBytes(long pid) {
		return read(pid, "status").lines()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
			.sum();
	}

	private static String read(long pid, String file) {
		try {
			return Files.readString(Path.of("/proc", Long.toString(pid), file));
		}
		catch (IOException ex) {
			return "";
		}
	}

}
