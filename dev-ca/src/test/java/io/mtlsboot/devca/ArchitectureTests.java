package io.mtlsboot.devca;

import java.security.Provider;
import java.security.Security;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.mtlsboot.devca");

	@Test
	void verifyWhenBuiltThenStandsAlone() {
		ArchRuleDefinition.classes()
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("io.mtlsboot.devca..", "java..", "javax..", "org.bouncycastle..", "picocli..",
					"org.jspecify.annotations..")
			.check(CLASSES);
	}

	@Test
	void verifyWhenUsedAsLibraryThenKnowsNoCommandLine() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage("io.mtlsboot.devca")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.mtlsboot.devca.cli..", "picocli..")
			.check(CLASSES);
	}

	@Test
	void verifyWhenBouncyCastleIsUsedThenNotRegisteredAsProvider() {
		ArchRuleDefinition.noClasses()
			.should()
			.callMethod(Security.class, "addProvider", Provider.class)
			.orShould()
			.callMethod(Security.class, "insertProviderAt", Provider.class, int.class)
			.check(CLASSES);
	}

}
