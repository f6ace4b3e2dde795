package dev.freshet.operator.policy;

import static dev.freshet.operator.status.ConditionType.READY;
import static dev.freshet.operator.status.ConditionType.STALLED;

import dev.freshet.operator.api.v1alpha1.CacheBackend;
import dev.freshet.operator.status.ConditionType;
import dev.freshet.operator.status.Conditions;
import dev.freshet.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Objects;

/** What the backend's own status says. */
record BackendHealth(boolean reachable, boolean stalled, Reason reason, String message) {

  static BackendHealth of(CacheBackend backend) {
    List<Condition> conditions =
        backend.getStatus() == null ? List.of() : backend.getStatus().conditions();
    return Conditions.find(conditions, READY)
        .map(
            ready ->
                new BackendHealth(
                    "True".equals(ready.getStatus()),
                    Conditions.isTrue(conditions, STALLED),
                    Reason.of(ready.getReason()).orElse(Reason.PROGRESSING),
                    Objects.requireNonNullElse(ready.getMessage(), "")))
        .orElseGet(
            () ->
                new BackendHealth(
                    false, false, Reason.PROGRESSING, "it has not been checked yet."));
  }

  void say(ConditionType type, Conditions conditions) {
    if (reachable) {
      conditions.isTrue(type, reason, message);
    } else {
      conditions.isFalse(type, reason, message);
    }
  }
}
