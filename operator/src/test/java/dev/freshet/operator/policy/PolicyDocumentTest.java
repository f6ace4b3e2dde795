package dev.freshet.operator.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.api.v1alpha1.CachePolicy;
import dev.freshet.operator.api.v1alpha1.CachePolicySpec;
import dev.freshet.operator.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentTest {
  private static final String PLAIN =
      """
      keyspace: {prefix: "shop:{tenant}:"}
      ttlTiers:
        - {name: cold, ttl: 1h30m}
        - {name: warm, ttl: 10m, earlyRefreshBeta: "1.0"}
      defaults: {tier: warm}
      caches:
        - {name: product, keys: ["product:{id}", "product:list:*"], tags: [a, b], dependsOn: [price, stock]}
        - {name: price, keys: ["price:{id}"], tier: cold}
        - {name: stock, keys: ["stock:{id}"]}
      models:
        - {name: a.B, invalidates: [{cache: price, events: [Update, Create], whenChanged: [x, y]}]}
        - {name: a.C, invalidates: [{cache: stock}]}
      """;

  @Test
  void thePolicyInOtherWordsIsTheSameDocument() {
    // Given
    var otherWords =
        """
        models:
          - {name: a.C, invalidates: [{cache: stock, action: Delete, events: [Create, Update, Delete], bind: {}}]}
          - {name: a.B, invalidates: [{cache: price, events: [Create, Update], whenChanged: [y, x]}]}
        caches:
          - {name: stock, keys: ["stock:{id}"], tier: warm, enabled: true, compression: None, local: {enabled: false}}
          - {name: price, keys: ["price:{id}"], tier: cold}
          - {name: product, tags: [b, a], dependsOn: [stock, price], keys: ["product:list:*", "product:{id}"]}
        defaults: {singleFlight: false, tier: warm}
        serving: Enabled
        ttlTiers:
          - {name: warm, ttl: 600s, jitterPercent: 10, localTtl: 10m, staleFor: 0s, earlyRefreshBeta: "1"}
          - {name: cold, ttl: 90m, jitterPercent: 10}
        keyspace: {prefix: "shop:{tenant}:", epoch: "1", separator: ":", tenancy: Prefix, tenantCharset: DNSLabel, timeZone: UTC}
        """;

    // When
    var document = render(PLAIN);

    // Then
    assertThat(text(render(otherWords))).isEqualTo(text(document));
    assertThat(render(otherWords)).isEqualTo(document);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "displayVersion: \"2\"",
        "suspend: true",
        "resyncInterval: 1m",
        "rollout: {canary: 3}",
        "targets: [{name: web, selector: {matchLabels: {app: web}}, via: ConfigMap}]",
        "warm: {afterFlush: true, schedules: [{name: m, schedule: \"@daily\", caches: [price]}]}"
      })
  void whatOnlyTheOperatorNeedsReachesNoPod(String field) {
    // When
    var document = render(PLAIN + field);

    // Then
    assertThat(document).isEqualTo(render(PLAIN));
  }

  @Test
  void whoTheTenantsAreReachesNoPod() {
    // When
    var document = render(PLAIN.replace("{tenant}:\"}", "{tenant}:\", tenants: {names: [acme]}}"));

    // Then
    assertThat(document).isEqualTo(render(PLAIN));
  }

  @Test
  void anotherBackendIsNoNewsForPodsButTheFirstOneIs() {
    // When
    var without = render(PLAIN);
    var one = render(PLAIN + "backendRef: {name: one}");
    var two = render(PLAIN + "backendRef: {name: two}");

    // Then
    assertThat(one).isEqualTo(two).isNotEqualTo(without);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serving: Bypass",
        "warm: {onPodStart: {}}",
        "warm: {onPodStart: {enabled: false, deadlineSeconds: 61}}"
      })
  void whatPodsActByReachesThem(String field) {
    // When
    var document = render(PLAIN + field);

    // Then
    assertThat(document).isNotEqualTo(render(PLAIN));
  }

  @Test
  void theBytesAreTheSameWhateverTheLocaleOfTheProcess() {
    // Given
    var before = Locale.getDefault();
    var expected = render(PLAIN);

    // When
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      var document = render(PLAIN);

      // Then
      assertThat(text(document)).isEqualTo(text(expected));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theRevisionIsTheDigestOfTheBytes() {
    // When
    var document = render(PLAIN);

    // Then
    assertThat(document).isEqualTo(Document.of(document.bytes().clone()));
    assertThat(document.revision()).matches("sha256:[0-9a-f]{64}");
  }

  @Test
  void aDocumentOfExactlyTheLimitGoesToPods() {
    // Given
    int spare = PolicyDocument.MOST_BYTES - render(large(0)).bytes().length;

    // When
    var largest = PolicyDocument.render(spec(large(spare)));
    var tooLarge = PolicyDocument.render(spec(large(spare + 1)));

    // Then
    assertThat(largest).isInstanceOf(PolicyDocument.Rendered.class);
    assertThat(tooLarge)
        .isEqualTo(
            new PolicyDocument.TooLarge(
                new Problem(
                    Reason.DOCUMENT_TOO_LARGE,
                    "spec",
                    "the document for the pods has 262145 bytes, at most 262144 are allowed;"
                        + " shorten keys and lists, or split the policy")));
  }

  /** Bytes, not characters, are counted. */
  private static String large(int padding) {
    var caches =
        IntStream.range(0, 700)
            .mapToObj(i -> "  - {name: c%d, keys: [\"%s\"], ttl: 1m}".formatted(i, "é".repeat(9)))
            .collect(Collectors.joining("\n"));
    return "keyspace: {prefix: \"" + "x".repeat(padding) + "\", tenancy: None}\ncaches:\n" + caches;
  }

  private static Document render(String yaml) {
    return switch (PolicyDocument.render(spec(yaml))) {
      case PolicyDocument.Rendered(var document) -> document;
      case PolicyDocument.TooLarge(var problem) -> throw new AssertionError(problem.text());
    };
  }

  private static String text(Document document) {
    return new String(document.bytes(), UTF_8);
  }

  private static CachePolicySpec spec(String yaml) {
    return Serialization.unmarshal("spec:\n" + yaml.indent(2), CachePolicy.class).getSpec();
  }
}
