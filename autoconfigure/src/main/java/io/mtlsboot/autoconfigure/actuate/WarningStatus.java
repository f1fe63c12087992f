package io.mtlsboot.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.health.contributor.Status;

/**
 * The health of something that works and needs attention soon. Boot has no such status;
 * like every status that it does not know, it is answered with HTTP 200.
 */
final class WarningStatus {

	static final Status WARNING = new Status("WARNING");

	private WarningStatus() {
	}

	/**
	 * The statuses of Boot in order of severity, with the warning between those that mean
	 * an outage and {@code UP}.
	 * @return the codes, the most severe first
	 */
	static List<String> order() {
		List<String> order = new ArrayList<>(Status.DEFAULT_ORDER.stream().map(Status::getCode).toList());
		order.add(order.indexOf(Status.UP.getCode()), WARNING.getCode());
		return order;
	}

	/**
	 * The more severe of two statuses.
	 * @param one a status of {@link #order()}
	 * @param other a status of {@link #order()}
	 * @return one of them
	 */
	static Status worse(Status one, Status other) {
		return (rank(other) < rank(one)) ? other : one;
	}

	private static int rank(Status status) {
		return order().indexOf(status.getCode());
	}

}
