package io.mtlsboot.autoconfigure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.mtlsboot.revocation.RevocationList;

/**
 * The CRLs of files as they were read last. A file that did not change is not parsed
 * again, and one that the server and clients share is there once. Safe for use by many
 * threads, which wait for each other.
 */
final class LoadedCrls {

	private final Map<String, Content> contents = new HashMap<>();

	/**
	 * The CRLs of a file as it is now.
	 * @param file the file
	 * @return the CRLs, the same ones as the last time if the file is the same
	 */
	synchronized List<RevocationList> read(MaterialFile file) {
		Content last = this.contents.get(file.location());
		if (last == null || !Arrays.equals(last.digest, file.digest(CrlFile.MAX_BYTES))) {
			last = load(file);
			this.contents.put(file.location(), last);
		}
		return last.lists;
	}

	private static Content load(MaterialFile file) {
		byte[] bytes = file.read(CrlFile.MAX_BYTES);
		// Of what is parsed, which may be newer than what was compared
		byte[] digest = MaterialFile.sha256().digest(bytes);
		return new Content(digest, new CrlFile(file).parse(bytes));
	}

	private static final class Content {

		private final byte[] digest;

		private final List<RevocationList> lists;

		Content(byte[] digest, List<RevocationList> lists) {
			this.digest = digest;
			this.lists = List.copyOf(lists);
		}

	}

}
