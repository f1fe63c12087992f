package io.mtlsboot;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CoreArchitectureTests {

	private static final JavaClasses CORE = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		// On the class path for tests only
		.withImportOption((location) -> !location.contains("io/mtlsboot/devca/"))
		.importPackages("io.mtlsboot");

	@Test
	void mainClassesAreFound() {
		assertThat(CORE.containPackage("io.mtlsboot.x509")).isTrue();
		assertThat(CORE).extracting((type) -> type.getPackageName()).doesNotContain("io.mtlsboot.devca");
	}

	@Test
	void importsPointDownOnly() {
		Architectures.layeredArchitecture()
			.consideringOnlyDependenciesInLayers()
			.layer("asn1")
			.definedBy("io.mtlsboot.asn1..")
			.layer("x509")
			.definedBy("io.mtlsboot.x509..")
			.layer("revocation")
			.definedBy("io.mtlsboot.revocation..")
			.layer("identity")
			.definedBy("io.mtlsboot.identity..")
			.layer("material")
			.definedBy("io.mtlsboot.material..")
			.layer("trust")
			.definedBy("io.mtlsboot.trust..")
			.layer("rotation")
			.definedBy("io.mtlsboot.rotation..")
			.layer("handshake")
			.definedBy("io.mtlsboot.handshake..")
			.layer("jsse")
			.definedBy("io.mtlsboot.jsse..")
			.whereLayer("asn1")
			.mayNotAccessAnyLayer()
			.whereLayer("x509")
			.mayOnlyAccessLayers("asn1")
			.whereLayer("revocation")
			.mayOnlyAccessLayers("asn1", "x509")
			.whereLayer("identity")
			.mayOnlyAccessLayers("x509")
			.whereLayer("material")
			.mayOnlyAccessLayers("x509", "revocation")
			.whereLayer("trust")
			.mayOnlyAccessLayers("x509", "asn1", "revocation", "identity", "material")
			.whereLayer("rotation")
			.mayOnlyAccessLayers("x509", "identity", "material")
			.whereLayer("handshake")
			.mayOnlyAccessLayers("x509", "identity", "material", "trust", "rotation")
			.ensureAllClassesAreContainedInArchitecture()
			.check(CORE);
	}

	@Test
	void packagesAreFreeOfCycles() {
		SlicesRuleDefinition.slices().matching("io.mtlsboot.(*)..").should().beFreeOfCycles().check(CORE);
	}

	@Test
	void coreKnowsOnlyTheJdk() {
		ArchRuleDefinition.classes()
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("io.mtlsboot..", "java..", "javax.crypto..", "javax.net..", "javax.security..",
					"org.jspecify..")
			.check(CORE);
	}

	@Test
	void coreDoesNotLog() {
		ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat()
			.resideInAPackage("java.util.logging..")
			.check(CORE);
		ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat()
			.haveFullyQualifiedName(System.Logger.class.getName())
			.check(CORE);
	}

	@Test
	void namesSayWhatThingsAre() {
		ArchRuleDefinition.noClasses()
			.should()
			.resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..", "..internal..", "..exception..")
			.orShould()
			.haveNameMatching(".*(Utils?|Helper|Impl)(\\$.*)?")
			.check(CORE);
	}

}
