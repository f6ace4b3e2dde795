package dev.freshet.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.api.v1alpha1.CacheBackend;
import dev.freshet.operator.api.v1alpha1.Guardrails;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardrailRulesTest {
  private static final String CACHES =
      """
      backendRef: {name: redis}
      caches:
        - {name: product, ttl: 1s, keys: ["product:{id}", "*:recent"]}
        - {name: calendar, ttl: 1s, keys: ["cal:{version}"], versionKey: "version"}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"", "\"shop:\"", "\"sho\"", "\"other:\", \"shop:t:\"", "\"shop:t:\""})
  void keysThatLieWithinAnAllowedPrefixAreSound(String prefixes) {
    // When
    var problems =
        Judged.problems("keyspace: {prefix: \"shop:t:{tenant}:\"}\n" + CACHES, allowing(prefixes));

    // Then
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop:t:acme:", "shopping:", "*", "hop:"})
  void aPrefixOutsideIsSaidOnce(String allowed) {
    // When
    var problems =
        Judged.problems(
            "keyspace: {prefix: \"shop:t:{tenant}:\"}\n" + CACHES, allowing('"' + allowed + '"'));

    // Then
    assertThat(problems)
        .containsExactly(
            "PrefixNotAllowed spec.keyspace.prefix: keys begin with \"shop:t:\", and the backend"
                + " allows only \"%s\"; change them, or have its allowedKeyPrefixes extended"
                    .formatted(allowed));
  }

  @Test
  void aPrefixInTheMakingIsJudgedByItsKeys() {
    // Given
    var caches = "keyspace: {prefix: \"\", tenancy: None}\n" + CACHES;

    // When
    var problems = Judged.problems(caches, allowing("\"product:\", \"a:\", \"b:\", \"cal:\""));

    // Then
    var allowed = "\"product:\", \"a:\", \"b:\" and others";
    assertThat(problems)
        .containsExactly(
            "PrefixNotAllowed spec.caches[0].keys[1]: keys begin with \"\", and the backend allows"
                + " only %s; change them, or have its allowedKeyPrefixes extended"
                    .formatted(allowed),
            "PrefixNotAllowed spec.caches[1].versionKey: keys begin with \"version\", and the"
                + " backend"
                + " allows only %s; change them, or have its allowedKeyPrefixes extended"
                    .formatted(allowed));
  }

  @Test
  void withoutABackendNothingIsOutside() {
    // When
    var problems = Judged.problems("keyspace: {prefix: \"shop:t:{tenant}:\"}\n" + CACHES);

    // Then
    assertThat(problems).isEmpty();
  }

  private static Guardrails allowing(String prefixes) {
    return Serialization.unmarshal(
            "spec: {redis: {addresses: [a]}, guardrails: {allowedKeyPrefixes: [" + prefixes + "]}}",
            CacheBackend.class)
        .getSpec()
        .guardrails();
  }
}
