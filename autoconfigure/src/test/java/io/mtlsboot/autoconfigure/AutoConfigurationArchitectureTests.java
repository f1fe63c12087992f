package io.mtlsboot.autoconfigure;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.web.server.WebFilter;

/**
 * The floors: adapters may see the root and core, never each other.
 */
class AutoConfigurationArchitectureTests {

	private static final String ROOT = "io.mtlsboot.autoconfigure";

	private final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void adaptersDoNotSeeEachOther() {
		SlicesRuleDefinition.slices().matching(ROOT + ".(*)..").should().notDependOnEachOther().check(this.classes);
	}

	@Test
	void rootDoesNotSeeAdapters() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage(ROOT)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ROOT + ".*..")
			.check(this.classes);
	}

	@Test
	void onlyDevSeesTheDevelopmentCa() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage(ROOT + ".dev")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.mtlsboot.devca..")
			.check(this.classes);
	}

	@Test
	void autoConfigurationsAreFinalAndScanNothing() {
		ArchRuleDefinition.classes()
			.that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.notBeAnnotatedWith(ComponentScan.class)
			.check(this.classes);
	}

	// A reactive application has no API of servlets: to load a filter of theirs fails
	@Test
	void reactiveFiltersNeedNoServletFilter() {
		ArchRuleDefinition.noClasses()
			.that()
			.implement(WebFilter.class)
			.or()
			.haveSimpleNameContaining("Reactive")
			.should()
			.dependOnClassesThat()
			.areAssignableTo(Filter.class)
			.check(this.classes);
	}

	@Test
	void namesSayWhatThingsAre() {
		ArchRuleDefinition.noClasses()
			.should()
			.haveNameMatching(".*(Utils|Helper|Impl)")
			.orShould()
			.resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..", "..internal..", "..exception..")
			.check(this.classes);
	}

}
