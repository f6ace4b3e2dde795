package dev.freshet.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.api.v1alpha1.Cache;
import dev.freshet.operator.api.v1alpha1.CachePolicySpec;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyRulesTest {
  private static final String EVERYTHING_WRONG =
      """
      keyspace: {prefix: "shop:", timeZone: Mars/Olympus, tenants: {names: ["*"]}}
      defaults: {tier: none}
      caches:
        - {name: a, keys: ["{", "a:{x}", "a:{y}"], tier: none, dependsOn: [b, nowhere], clientKeys: [["{z}"]]}
        - {name: b, keys: ["b"], ttl: 1s, dependsOn: [a], versionKey: "v:{id}"}
      models:
        - {name: m.M, invalidates: [{cache: nowhere}, {cache: b, bind: {id: "?"}, action: BumpVersion}]}
      warm:
        onPodStart: {caches: [nowhere]}
        schedules: [{name: s, schedule: "@daily", timeZone: Mars, caches: [a], tenants: {all: true}}]
      """;

  @Test
  void problemsComeInTheOrderOfTheSpec() {
    // When
    var problems = PolicyRules.problems(Judged.spec(EVERYTHING_WRONG), Optional.empty());

    // Then
    assertThat(problems)
        .extracting(problem -> problem.path().replaceAll("spec\\.(\\w+).*", "$1"))
        .isNotEmpty()
        .containsSubsequence("keyspace", "defaults", "caches", "models", "warm");
  }

  @Test
  void everyProblemSaysWhereWhatAndWhatToDoAndFitsIntoACondition() {
    // When
    var problems = PolicyRules.problems(Judged.spec(EVERYTHING_WRONG), Optional.empty());

    // Then
    assertThat(problems)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            problem -> {
              assertThat(problem.path()).matches("spec(\\.\\w+(\\[\\d+])*)+");
              assertThat(problem.message()).matches(".+[;:] .+[^.]");
              assertThat(problem.text()).hasSizeLessThanOrEqualTo(320);
            });
  }

  @Test
  void whatAUserWroteIsShownOnOneLineAndNotAtAnyLength() {
    // Given
    var yaml =
        Judged.TENANTS + "defaults: {tier: \"%s\"}".formatted("x\\n\\e[31m" + "y".repeat(500));

    // When
    var problems = Judged.problems(yaml);

    // Then
    assertThat(problems)
        .containsExactly(
            "UnknownTier spec.defaults.tier: there is no tier \"x  [31m%s…\"; correct the name, or add it to ttlTiers"
                .formatted("y".repeat(50)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "serving: Later -> spec.serving",
        "rollout: {onReject: Later} -> spec.rollout.onReject",
        "keyspace: {prefix: \"{tenant}:\", tenancy: Later} -> spec.keyspace.tenancy",
        "keyspace: {prefix: \"{tenant}:\", tenantCharset: Later} -> spec.keyspace.tenantCharset",
        "targets: [{name: a, via: Later}] -> spec.targets[0].via",
        "targets: [{name: a}, {name: b, capabilities: [Local, Later]}] ->"
            + " spec.targets[1].capabilities[1]",
        "caches: [{name: a, compression: Later}] -> spec.caches[0].compression",
        "models: [{name: a, invalidates: [{action: Later}]}] ->"
            + " spec.models[0].invalidates[0].action",
        "models: [{name: a, invalidates: [{events: [Update, Later]}]}] ->"
            + " spec.models[0].invalidates[0].events[1]",
        "warm: {schedules: [{name: a, runOn: Later}]} -> spec.warm.schedules[0].runOn"
      })
  void aWordOfALaterApiIsRefusedAndNeverGuessed(String field, String path) {
    // Given
    var yaml = field.startsWith("keyspace") ? field : Judged.TENANTS + field;

    // When
    var problems = Judged.problems(yaml);

    // Then
    assertThat(problems)
        .containsExactly(
            "InvalidSpec %s: this version of the operator does not know the word that stands here; upgrade the operator, or write a word that it knows"
                .formatted(path));
  }

  @Test
  void theSmallestPolicyHasNoProblem() {
    // When
    var problems = Judged.problems(Judged.NO_TENANTS);

    // Then
    assertThat(problems).isEmpty();
  }

  @Test
  void everyPolicyWithoutProblemsCanBeRendered() {
    // Given
    CachePolicySpec spec =
        Judged.spec(Judged.TENANTS + "caches: [{name: a, ttl: 1s, keys: [\"a:{id}\"]}]");

    // When
    var problems = PolicyRules.problems(spec, Optional.empty());

    // Then
    assertThat(problems).isEmpty();
    assertThat(spec.caches()).extracting(Cache::name).containsExactly("a");
    assertThat(PolicyDocument.render(spec)).isInstanceOf(PolicyDocument.Rendered.class);
  }
}
