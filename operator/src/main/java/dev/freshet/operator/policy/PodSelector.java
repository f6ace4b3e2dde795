package dev.freshet.operator.policy;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.Map;

/** Label selectors as the API server reads them; policies are matched in memory, pod by pod. */
final class PodSelector {
  private PodSelector() {}

  static boolean matches(LabelSelector selector, Map<String, String> labels) {
    return hasAll(selector.getMatchLabels(), labels)
        && selector.getMatchExpressions().stream().allMatch(rule -> matches(rule, labels));
  }

  private static boolean hasAll(Map<String, String> wanted, Map<String, String> labels) {
    return wanted == null || labels.entrySet().containsAll(wanted.entrySet());
  }

  private static boolean matches(LabelSelectorRequirement rule, Map<String, String> labels) {
    var value = labels.get(rule.getKey());
    return switch (rule.getOperator()) {
      case "In" -> value != null && rule.getValues().contains(value);
      case "NotIn" -> value == null || !rule.getValues().contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      // A word of a newer Kubernetes: better to call no pod than a wrong one.
      default -> false;
    };
  }
}
