package io.mtlsboot.jsse;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Names of versions or cipher suites of a profile, best first, to which others are
 * narrowed. Each connection asks several times for the same: what was answered last is
 * remembered. Safe for use by many threads.
 */
final class ProfileNames {

	/** As many as a web server asks with, and two to spare. */
	private static final int REMEMBERED = 4;

	private final String what;

	private final List<String> allowed;

	private volatile List<Answer> answers = List.of();

	ProfileNames(String what, List<String> allowed) {
		this.what = what;
		this.allowed = allowed;
	}

	/**
	 * Leaves what is allowed.
	 * @param requested the names that are asked for
	 * @return those of them that the profile has, in its order
	 * @throws IllegalArgumentException if there is none
	 */
	String[] narrow(String @Nullable [] requested) {
		String[] names = (requested != null) ? requested : new String[0];
		for (Answer answer : this.answers) {
			if (answer.isFor(names)) {
				return answer.narrowed();
			}
		}
		List<String> wanted = Arrays.asList(names);
		List<String> narrowed = this.allowed.stream().filter(wanted::contains).toList();
		if (narrowed.isEmpty()) {
			throw new IllegalArgumentException(
					"Unable to enable " + this.what + " " + wanted + ": expected at least one of " + this.allowed);
		}
		Answer answer = new Answer(wanted.stream().toList(), narrowed);
		remember(answer);
		return answer.narrowed();
	}

	private synchronized void remember(Answer answer) {
		if (this.answers.size() < REMEMBERED) {
			this.answers = append(this.answers, answer);
		}
	}

	private static List<Answer> append(List<Answer> answers, Answer answer) {
		Answer[] longer = answers.toArray(new Answer[answers.size() + 1]);
		longer[answers.size()] = answer;
		return List.of(longer);
	}

	/**
	 * What was asked for and what was left of it.
	 *
	 * @param requested the names that were asked for
	 * @param allowed those of them that the profile has
	 */
	private record Answer(List<String> requested, List<String> allowed) {

		boolean isFor(String[] names) {
			return this.requested.equals(Arrays.asList(names));
		}

		// Nobody gets hold of what others get
		String[] narrowed() {
			return this.allowed.toArray(new String[0]);
		}

	}

}
