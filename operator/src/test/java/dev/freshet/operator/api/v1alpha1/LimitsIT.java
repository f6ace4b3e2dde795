package dev.freshet.operator.api.v1alpha1;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testbed.ControlPlane;
import dev.freshet.testbed.junit.ControlPlaneExtension;
import dev.freshet.testbed.junit.TestNamespace;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What fills its bounds is still accepted. The API server estimates the cost of rules when it takes
 * a CRD, but it also counts what they really cost, and refuses an object over which they run long.
 */
@ExtendWith(ControlPlaneExtension.class)
class LimitsIT {
  private static final KubernetesSerialization CLIENT = new KubernetesSerialization();

  /** As much as {@code kubectl apply} can carry in its annotation. */
  private static final int LARGEST_FILE = 256 * 1024;

  @BeforeAll
  static void install(ControlPlane controlPlane) {
    controlPlane.install(Crd.directory());
  }

  @Test
  void thePolicyThatFillsAFileIsAccepted(KubernetesClient client, TestNamespace namespace) {
    // Given
    var yaml =
        """
        apiVersion: freshet.dev/v1alpha1
        kind: CachePolicy
        metadata: {name: large}
        spec:
          keyspace: {prefix: "%s:{tenant}:", tenants: {names: [%s]}}
          ttlTiers: [%s]
          targets: [%s]
          caches: [%s]
          models: [%s]
          warm: {schedules: [%s]}
        """
            .formatted(
                "p".repeat(200),
                list(200, i -> name("tenant", i)),
                list(32, i -> "{name: %s, ttl: 1h1m1s1ms}".formatted(name("tier", i))),
                list(16, LimitsIT::target),
                list(128, LimitsIT::cache),
                list(128, LimitsIT::model),
                list(16, LimitsIT::schedule));
    var policy = CLIENT.unmarshal(yaml, CachePolicy.class);
    assertThat(CLIENT.asJson(policy).getBytes(UTF_8).length)
        .isBetween(LARGEST_FILE * 9 / 10, LARGEST_FILE);

    // When
    var created = create(client, namespace, policy);

    // Then
    assertThat(created.getSpec().caches()).hasSize(128);
    assertThat(created.getSpec().models()).hasSize(128);
  }

  @Test
  void theFlushThatNamesAsMuchAsItMayIsAcceptedAndCanBeEdited(
      KubernetesClient client, TestNamespace namespace) {
    // Given
    var yaml =
        """
        apiVersion: freshet.dev/v1alpha1
        kind: CacheFlush
        metadata: {name: large}
        spec:
          policyRef: {name: shop}
          scope:
            tenants: [%s]
            caches: [%s]
            models: [%s]
            tags: [%s]
            keys: [%s]
            keyPatterns: [%s]
            parameters: {%s}
        """
            .formatted(
                list(50, i -> name("tenant", i)),
                list(50, i -> name("cache", i)),
                list(50, i -> "app" + i + "." + "M".repeat(100)),
                list(50, i -> name("tag", i)),
                list(50, i -> i + "k".repeat(500)),
                list(50, i -> "\"%d%s:{id}:*\"".formatted(i, "p".repeat(200))),
                list(16, i -> "p%d: %s".formatted(i, "v".repeat(256))));
    var flush = create(client, namespace, CLIENT.unmarshal(yaml, CacheFlush.class));

    // When
    flush.getMetadata().getLabels().put("edited", "true");
    var edited = client.resource(flush).fieldValidation(Validation.STRICT).update();

    // Then
    assertThat(edited.getSpec()).isEqualTo(flush.getSpec());
    assertThat(edited.getMetadata().getGeneration()).isEqualTo(1);
  }

  private static String target(int i) {
    return "{name: %s, selector: {matchLabels: {app: a%d}}, port: 80, authSecretRef: {name: key}}"
        .formatted(name("target", i), i);
  }

  private static String cache(int i) {
    return "{name: %s, keys: [%s], tier: %s, dependsOn: [%s]}"
        .formatted(
            name("cache", i),
            list(8, k -> "\"c%d:%d:{id}:%s:*\"".formatted(i, k, "k".repeat(30))),
            name("tier", i % 32),
            list(4, k -> name("cache", (i + k + 1) % 128)));
  }

  private static String model(int i) {
    return "{name: app%d.%s, invalidates: [%s]}"
        .formatted(
            i,
            "M".repeat(60),
            list(
                3,
                k ->
                    "{cache: %s, whenChanged: [a, b], bind: {id: a.b.c}}"
                        .formatted(name("cache", (i + k) % 128))));
  }

  private static String schedule(int i) {
    return "{name: %s, schedule: \"*/5 0-6,20-23 * JAN-MAR MON-FRI\", caches: [%s], tenants: {all: true}}"
        .formatted(name("schedule", i), list(50, k -> name("cache", k)));
  }

  /** A name as long as names may be. */
  private static String name(String word, int number) {
    var start = word + "-" + number + "-";
    return start + "x".repeat(63 - start.length());
  }

  private static String list(int size, IntFunction<String> element) {
    return IntStream.range(0, size).mapToObj(element).collect(Collectors.joining(", "));
  }

  private static <T extends CustomResource<?, ?>> T create(
      KubernetesClient client, TestNamespace namespace, T resource) {
    resource.getMetadata().setNamespace(namespace.name());
    return client.resource(resource).fieldValidation(Validation.STRICT).create();
  }
}
