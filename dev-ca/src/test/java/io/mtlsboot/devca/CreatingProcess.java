package io.mtlsboot.devca;

import java.nio.file.Path;
import java.util.List;

/**
 * What a process does that starts at the same time as others.
 */
public final class CreatingProcess {

	static final int ISSUED = 3;

	private CreatingProcess() {
	}

	public static void main(String[] arguments) {
		DevCaDirectory ca = DevCaDirectory.openOrCreate(Path.of(arguments[0]), arguments[1]);
		for (int i = 0; i < ISSUED; i++) {
			ca.issueServer((spec) -> spec.dns("localhost"));
		}
		SafeFiles.writePublic(Path.of(arguments[2]), Pem.certificates(List.of(ca.rootCertificate())));
	}

}
