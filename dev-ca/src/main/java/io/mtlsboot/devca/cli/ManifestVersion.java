package io.mtlsboot.devca.cli;

import picocli.CommandLine.IVersionProvider;

/**
 * Takes the version from the manifest of the jar, which there is none of in an IDE.
 */
final class ManifestVersion implements IVersionProvider {

	@Override
	public String[] getVersion() {
		String version = ManifestVersion.class.getPackage().getImplementationVersion();
		return new String[] { "mtls-dev-ca " + ((version != null) ? version : "(unpackaged)") };
	}

}
