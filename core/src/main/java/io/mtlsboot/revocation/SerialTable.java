package io.mtlsboot.revocation;

import java.util.Arrays;

/**
 * Finds the entry of a CRL by the serial number: offsets of entries by the hash of their
 * serial numbers, which stay where they are in the encoding. Open addressing with linear
 * probing, half full at most.
 */
final class SerialTable {

	private static final int INITIAL_SLOTS = 16;

	private final byte[] der;

	private final SipHash hash;

	/** No entry is at offset 0, where the CRL itself begins. */
	private int[] slots = new int[INITIAL_SLOTS];

	private int size;

	SerialTable(byte[] der, SipHash hash) {
		this.der = der;
		this.hash = hash;
	}

	/**
	 * Adds an entry, if there is none with its serial number yet.
	 * @param entry the offset of an entry that has been read
	 */
	void add(int entry) {
		int serial = serial(entry);
		int slot = slot(this.der, serial + 2, this.der[serial + 1]);
		if (this.slots[slot] != 0) {
			return;
		}
		this.slots[slot] = entry;
		this.size++;
		if (this.size > this.slots.length / 2) {
			grow();
		}
	}

	/**
	 * Finds an entry.
	 * @param serial the octets of the serial number
	 * @return the offset of the entry, or 0 if there is none
	 */
	int find(byte[] serial) {
		return this.slots[slot(serial, 0, serial.length)];
	}

	// How many octets the table takes.
	long memory() {
		return (long) Integer.BYTES * this.slots.length;
	}

	private void grow() {
		int[] entries = this.slots;
		this.slots = new int[2 * entries.length];
		for (int entry : entries) {
			if (entry != 0) {
				int serial = serial(entry);
				this.slots[slot(this.der, serial + 2, this.der[serial + 1])] = entry;
			}
		}
	}

	// The slot of the entry with that serial number, or the one where it belongs.
	private int slot(byte[] octets, int start, int length) {
		int mask = this.slots.length - 1;
		int slot = (int) this.hash.hash(octets, start, length) & mask;
		while (this.slots[slot] != 0 && !hasSerial(this.slots[slot], octets, start, length)) {
			slot = (slot + 1) & mask;
		}
		return slot;
	}

	private boolean hasSerial(int entry, byte[] octets, int start, int length) {
		int serial = serial(entry);
		return this.der[serial + 1] == length
				&& Arrays.equals(this.der, serial + 2, serial + 2 + length, octets, start, start + length);
	}

	// Where the serial number of an entry begins: behind the header of the sequence.
	private int serial(int entry) {
		int length = this.der[entry + 1];
		return entry + 2 + ((length < 0) ? length & 0x7F : 0);
	}

}
