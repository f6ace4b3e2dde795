package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.CachePolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the copy in the policy's ConfigMap what it should be. A new document is published once pods
 * have proven it, so that a pod that boots meanwhile gets the last good one; where nobody can prove
 * it, or nothing is published yet, at once.
 */
final class PolicyPublisher {
  private static final Logger LOGGER = LoggerFactory.getLogger(PolicyPublisher.class);

  private final KubernetesClient client;

  PolicyPublisher(KubernetesClient client) {
    this.client = client;
  }

  /** Whether all is as it should be; if not, try again soon. */
  boolean publish(CachePolicy policy, PublishedDocument published, RolloutView view) {
    var assignment = view.assignment();
    var document = assignment.document();
    if (document == null) {
      return true;
    }
    var wanted = PublishedDocument.write(policy, assignment.stamp(), document);
    try {
      switch (published) {
        case PublishedDocument.Foreign ignored -> {}
        case PublishedDocument.Absent ignored -> client.resource(wanted).create();
        case PublishedDocument.Ours ours -> {
          var current = ours.holds(document) && ours.stamp().uid().equals(assignment.stamp().uid());
          if (!current && (view.proven() || view.pods().isEmpty())) {
            wanted.getMetadata().setResourceVersion(ours.resourceVersion());
            client.resource(wanted).update();
          }
        }
      }
      return true;
    } catch (KubernetesClientException e) {
      LOGGER
          .atWarn()
          .addKeyValue("namespace", policy.getMetadata().getNamespace())
          .addKeyValue("name", policy.getMetadata().getName())
          .addKeyValue("status", e.getCode())
          .log("The document was not published; trying again");
      return false;
    }
  }
}
