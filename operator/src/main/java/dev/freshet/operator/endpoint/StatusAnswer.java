package dev.freshet.operator.endpoint;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a pod says of itself, or why it said nothing. */
public sealed interface StatusAnswer permits StatusAnswer.Running, CallFailure {

  /**
   * The pod's own words, each checked for its form; what has another form is left out.
   *
   * @param policy whose document it runs; null if it runs none
   * @param appliedRevision {@code sha256:…}; null if it runs none
   * @param appliedGeneration 0 if it runs none
   * @param capabilities of {@code Config}, {@code Local} and {@code Warm} those that it has
   * @param instance its name for itself; empty if it gave none
   */
  record Running(
      String podUid,
      @Nullable ServedPolicy policy,
      @Nullable String appliedRevision,
      long appliedGeneration,
      Processes processes,
      Set<String> capabilities,
      String instance)
      implements StatusAnswer {

    public Running {
      capabilities = Set.copyOf(capabilities);
    }
  }

  /** The policy whose document a pod runs. */
  record ServedPolicy(String namespace, String name, String uid) {}
}
