package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.CachePolicySpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.List;

sealed interface PolicyDocument {
  record Rendered(Document document) implements PolicyDocument {}

  record TooLarge(Problem problem) implements PolicyDocument {}

  static PolicyDocument render(CachePolicySpec spec) {
    var bytes =
        Serialization.asJson(List.of(spec.caches(), spec.ttlTiers(), spec.serving()))
            .getBytes(StandardCharsets.UTF_8);
    return new Rendered(Document.of(bytes));
  }
}
