package io.mtlsboot.samples.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import org.springframework.util.FileSystemUtils;

/**
 * Starts orders, storefront and audit with certificates of a development CA, calls them
 * as friends and as strangers, says what came of it, and stays up.
 */
public final class DemoApplication {

	private DemoApplication() {
	}

	/**
	 * Runs the demo until it is interrupted.
	 * @param args not used
	 * @throws Exception if the services cannot be started
	 */
	public static void main(String[] args) throws Exception {
		Path directory = Files.createTempDirectory("mtls-demo");
		Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
		Fleet fleet = Fleet.start(directory);
		boolean asExpected = new Demo(fleet, System.out).run();
		if (!asExpected) {
			System.out.println("Something did not come out as expected; see the lines marked with !!");
			System.exit(1);
		}
		new CountDownLatch(1).await();
	}

	private static void delete(Path directory) {
		try {
			FileSystemUtils.deleteRecursively(directory);
		}
		catch (IOException ex) {
			System.err.println("Unable to delete '" + directory + "': " + ex.getMessage());
		}
	}

}
