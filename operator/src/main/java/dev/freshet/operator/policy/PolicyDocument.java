package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.CachePolicySpec;
import dev.freshet.operator.status.Reason;

/**
 * A policy as its pods read it: canonical JSON, rendered here and nowhere else.
 *
 * <p>The same spec always gives the same bytes, in every process and version of the operator: names
 * are sorted, defaults are written out, durations are milliseconds. So a policy that only says the
 * same in other words reaches no pod, and an upgrade of the operator pushes nothing again. What the
 * operator alone needs (targets, rollout, schedules, the list of tenants, the version for people)
 * is left out, because each change of the document costs a call to every pod.
 */
sealed interface PolicyDocument {
  /** What the contract allows, and what a ConfigMap can hold beside the rest. */
  int MOST_BYTES = 256 * 1024;

  /** The document can go to pods. */
  record Rendered(Document document) implements PolicyDocument {}

  /** The document is more than a pod has to accept. */
  record TooLarge(Problem problem) implements PolicyDocument {}

  /** Renders a spec in which {@link PolicyRules} found no problem. */
  static PolicyDocument render(CachePolicySpec spec) {
    var bytes = DocumentSchema1.of(spec).json();
    return bytes.length <= MOST_BYTES
        ? new Rendered(Document.of(bytes))
        : new TooLarge(
            new Problem(
                Reason.DOCUMENT_TOO_LARGE,
                "spec",
                "the document for the pods has %d bytes, at most %d are allowed; shorten keys and lists, or split the policy"
                    .formatted(bytes.length, MOST_BYTES)));
  }
}
