package dev.freshet.operator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The direction of imports: who may know whom. */
class ArchitectureTest {
  private static final String OPERATOR = "dev.freshet.operator";
  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(OPERATOR);

  @Test
  void theApiIsImportedByAllAndImportsNoneOfOurs() {
    check(
        noClasses()
            .that()
            .resideInAPackage(OPERATOR + ".api..")
            .should()
            .dependOnClassesThat(
                resideInAPackage(OPERATOR + "..").and(not(resideInAPackage(OPERATOR + ".api..")))));
  }

  @Test
  void keysAndStatusAndNetworkStandAlone() {
    for (var alone : List.of("keys", "network", "status")) {
      check(onlyKnows(alone, "api.."));
    }
  }

  @Test
  void onlyTheEndpointKnowsTheHttpClientForPods() {
    check(onlyKnownIn("endpoint", "org.apache.hc.."));
  }

  @Test
  void onlyRedisKnowsJedis() {
    check(onlyKnownIn("redis", "redis.clients.."));
  }

  @Test
  void theKindsDoNotSeeEachOthersInternals() {
    check(
        noClasses()
            .that()
            .resideInAPackage(OPERATOR + ".policy..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(OPERATOR + ".backend.."));
    check(
        noClasses()
            .that()
            .resideInAPackage(OPERATOR + ".backend..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(OPERATOR + ".policy.."));
  }

  @Test
  void thereAreNoCycles() {
    check(slices().matching(OPERATOR + ".(*)..").should().beFreeOfCycles());
  }

  @Test
  void onlyTheRootWires() {
    check(
        noClasses()
            .that(resideInAPackage(OPERATOR + "..").and(not(resideInAPackage(OPERATOR))))
            .should()
            .dependOnClassesThat(resideInAPackage(OPERATOR)));
  }

  @Test
  void nobodyKeepsStateInStatics() {
    check(fields().that().areStatic().should().beFinal());
  }

  @Test
  void noPackageOrClassIsADrawerForEverything() {
    check(
        noClasses()
            .should()
            .haveSimpleNameContaining("Util")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameStartingWith("Abstract"));
  }

  private static ArchRule onlyKnows(String part, String other) {
    return noClasses()
        .that()
        .resideInAPackage(OPERATOR + "." + part + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(OPERATOR + "..")
                .and(
                    not(resideInAnyPackage(OPERATOR + "." + part + "..", OPERATOR + "." + other))));
  }

  private static ArchRule onlyKnownIn(String part, String library) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(OPERATOR + "." + part + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(PROGRAM);
  }
}
