package io.mtlsboot.autoconfigure.doctor;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import io.mtlsboot.autoconfigure.Finding;
import io.mtlsboot.autoconfigure.MtlsDoctor;

/**
 * Examines for one who asks after the other: whoever asks often must not make the
 * application call its callees as often at once.
 */
final class OneExamination implements MtlsDoctor {

	private final ReentrantLock lock = new ReentrantLock();

	private final MtlsDoctor doctor;

	OneExamination(MtlsDoctor doctor) {
		this.doctor = doctor;
	}

	@Override
	public List<Finding> examine() {
		this.lock.lock();
		try {
			return this.doctor.examine();
		}
		finally {
			this.lock.unlock();
		}
	}

}
