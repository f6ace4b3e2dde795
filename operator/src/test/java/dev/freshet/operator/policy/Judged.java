package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.CachePolicy;
import dev.freshet.operator.api.v1alpha1.CachePolicySpec;
import dev.freshet.operator.api.v1alpha1.Guardrails;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;

/** Problems of a spec that a test writes as a user does, each as one line of text. */
final class Judged {
  static final String TENANTS = "keyspace: {prefix: \"shop:{tenant}:\"}\n";
  static final String NO_TENANTS = "keyspace: {prefix: \"shop:\", tenancy: None}\n";

  private Judged() {}

  static CachePolicySpec spec(String yaml) {
    return Serialization.unmarshal("spec:\n" + yaml.indent(2), CachePolicy.class).getSpec();
  }

  static List<String> problems(String yaml) {
    return lines(PolicyRules.problems(spec(yaml), Optional.empty()));
  }

  static List<String> problems(String yaml, Guardrails guardrails) {
    return lines(PolicyRules.problems(spec(yaml), Optional.of(guardrails)));
  }

  private static List<String> lines(List<Problem> problems) {
    return problems.stream().map(found -> found.reason().text() + " " + found.text()).toList();
  }
}
