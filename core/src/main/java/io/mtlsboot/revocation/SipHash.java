package io.mtlsboot.revocation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * SipHash-2-4: whoever does not know its key cannot find octets that collide. Serial
 * numbers are chosen by whoever asks for certificates, or by a CA that means no good.
 *
 * @param k0 the first half of the key
 * @param k1 the second half of the key
 * @see <a href="https://www.aumasson.jp/siphash/siphash.pdf">SipHash, a fast short-input
 * PRF</a>
 */
record SipHash(long k0, long k1) {

	private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final int WORD_BYTES = Long.BYTES;

	static SipHash random() {
		SecureRandom random = new SecureRandom();
		return new SipHash(random.nextLong(), random.nextLong());
	}

	long hash(byte[] octets, int start, int length) {
		// The four words spell "somepseudorandomlygeneratedbytes"
		State state = new State(this.k0 ^ 0x736f6d6570736575L, this.k1 ^ 0x646f72616e646f6dL,
				this.k0 ^ 0x6c7967656e657261L, this.k1 ^ 0x7465646279746573L);
		int words = start + length - length % WORD_BYTES;
		for (int i = start; i < words; i += WORD_BYTES) {
			state.add((long) WORD.get(octets, i));
		}
		long last = (long) length << 56;
		for (int i = 0; i < length % WORD_BYTES; i++) {
			last |= (octets[words + i] & 0xFFL) << (8 * i);
		}
		state.add(last);
		return state.end();
	}

	private static final class State {

		private long v0;

		private long v1;

		private long v2;

		private long v3;

		State(long v0, long v1, long v2, long v3) {
			this.v0 = v0;
			this.v1 = v1;
			this.v2 = v2;
			this.v3 = v3;
		}

		void add(long word) {
			this.v3 ^= word;
			round();
			round();
			this.v0 ^= word;
		}

		long end() {
			this.v2 ^= 0xFF;
			round();
			round();
			round();
			round();
			return this.v0 ^ this.v1 ^ this.v2 ^ this.v3;
		}

		private void round() {
			this.v0 += this.v1;
			this.v1 = Long.rotateLeft(this.v1, 13) ^ this.v0;
			this.v0 = Long.rotateLeft(this.v0, 32);
			this.v2 += this.v3;
			this.v3 = Long.rotateLeft(this.v3, 16) ^ this.v2;
			this.v0 += this.v3;
			this.v3 = Long.rotateLeft(this.v3, 21) ^ this.v0;
			this.v2 += this.v1;
			this.v1 = Long.rotateLeft(this.v1, 17) ^ this.v2;
			this.v2 = Long.rotateLeft(this.v2, 32);
		}

	}

}
