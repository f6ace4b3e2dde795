package dev.freshet.testbed.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells what the status of a policy says, whenever it says something else. */
final class Story implements Watcher<GenericKubernetesResource> {
  private final PrintStream out;
  private final CountDownLatch ready = new CountDownLatch(1);
  private String lastLine = "";
  private boolean accepted;

  Story(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void eventReceived(Action action, GenericKubernetesResource policy) {
    var name = policy.getMetadata().getName();
    var line =
        action == Action.DELETED
            ? "policy %s: deleted; the pods keep what they have".formatted(name)
            : "policy %s: %s".formatted(name, describe(policy));
    if (!accepted && condition(policy, "Accepted").filter(Story::isTrue).isPresent()) {
      accepted = true;
      out.println("  policy %s: accepted".formatted(name));
    }
    if (!line.equals(lastLine)) {
      out.println("  " + line);
      lastLine = line;
    }
    if (condition(policy, "Ready").filter(Story::isTrue).isPresent() && isCurrent(policy)) {
      ready.countDown();
    }
  }

  @Override
  public void onClose(WatcherException cause) {
    // The control plane is gone, and with it the demo.
  }

  boolean awaitReady(long seconds) throws InterruptedException {
    return ready.await(seconds, TimeUnit.SECONDS);
  }

  private static String describe(GenericKubernetesResource policy) {
    if (!isCurrent(policy)) {
      return "generation %d is on its way".formatted(policy.getMetadata().getGeneration());
    }
    var accepted = condition(policy, "Accepted");
    if (accepted.isPresent() && !isTrue(accepted.get())) {
      return "not accepted: " + reasonAndMessage(accepted.get());
    }
    var revision = status(policy).get("revision");
    if (revision == null) {
      return "no document yet";
    }
    var ready = condition(policy, "Ready");
    var verdict =
        ready
            .map(condition -> isTrue(condition) ? "Ready" : reasonAndMessage(condition))
            .orElse("");
    return "%s pods run %.15s…  %s".formatted(status(policy).get("applied"), revision, verdict);
  }

  private static String reasonAndMessage(Map<?, ?> condition) {
    return condition.get("reason") + ": " + condition.get("message");
  }

  private static boolean isTrue(Map<?, ?> condition) {
    return Objects.equals(condition.get("status"), "True");
  }

  private static boolean isCurrent(GenericKubernetesResource policy) {
    return status(policy).get("observedGeneration") instanceof Number observed
        && observed.longValue() == policy.getMetadata().getGeneration();
  }

  private static Optional<? extends Map<?, ?>> condition(
      GenericKubernetesResource policy, String type) {
    return status(policy).get("conditions") instanceof List<?> conditions
        ? conditions.stream()
            .map(condition -> (Map<?, ?>) condition)
            .filter(condition -> Objects.equals(condition.get("type"), type))
            .findFirst()
        : Optional.empty();
  }

  private static Map<?, ?> status(GenericKubernetesResource policy) {
    return policy.getAdditionalProperties().get("status") instanceof Map<?, ?> status
        ? status
        : Map.of();
  }
}
