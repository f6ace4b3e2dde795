package dev.freshet.operator.references;

import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;

/** Who the operator is to the API server. Asked when somebody wants to know, then remembered. */
final class OperatorIdentity {
  private static final long ASK_AGAIN = Duration.ofMinutes(1).toNanos();

  private final KubernetesClient client;
  private Optional<String> user = Optional.empty();
  private long lastAsked = System.nanoTime() - ASK_AGAIN;

  OperatorIdentity(KubernetesClient client) {
    this.client = client;
  }

  /** {@code system:serviceaccount:<namespace>:<name>} in a cluster; empty when nobody could say. */
  synchronized Optional<String> user() {
    if (user.isEmpty() && System.nanoTime() - lastAsked >= ASK_AGAIN) {
      lastAsked = System.nanoTime();
      user = ask();
    }
    return user;
  }

  private Optional<String> ask() {
    try {
      var review =
          client
              .authentication()
              .v1()
              .selfSubjectReviews()
              .create(new SelfSubjectReviewBuilder().build());
      return Optional.ofNullable(review.getStatus().getUserInfo().getUsername());
    } catch (KubernetesClientException unanswered) {
      return Optional.empty();
    }
  }
}
