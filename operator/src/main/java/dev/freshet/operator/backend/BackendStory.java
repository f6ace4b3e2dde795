package dev.freshet.operator.backend;

import static dev.freshet.operator.status.ConditionType.READY;

import dev.freshet.operator.api.v1alpha1.CacheBackend;
import dev.freshet.operator.api.v1alpha1.CacheBackendStatus;
import dev.freshet.operator.runtime.EventRecorder;
import dev.freshet.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells each change of a backend's Ready as an event and in the log, once. */
final class BackendStory {
  private static final Logger LOGGER = LoggerFactory.getLogger(BackendStory.class);

  private final EventRecorder events;

  BackendStory(EventRecorder events) {
    this.events = events;
  }

  void tell(CacheBackend backend, CacheBackendStatus next, Observation seen) {
    var before = Conditions.find(CacheBackendStatuses.previous(backend).conditions(), READY);
    var after = Conditions.find(next.conditions(), READY).orElseThrow();
    if (before.map(Condition::getReason).filter(after.getReason()::equals).isPresent()) {
      return;
    }
    var good = "True".equals(after.getStatus());
    events.record(
        backend,
        good ? EventRecorder.Type.NORMAL : EventRecorder.Type.WARNING,
        after.getReason(),
        message(after, seen));
    LOGGER
        .atLevel(good ? Level.INFO : Level.WARN)
        .addKeyValue("kind", backend.getKind())
        .addKeyValue("namespace", backend.getMetadata().getNamespace())
        .addKeyValue("name", backend.getMetadata().getName())
        .addKeyValue("reason", after.getReason())
        .log(after.getMessage());
  }

  private static String message(Condition after, Observation seen) {
    return switch (seen) {
      case Observation.Unusable unusable -> unusable.whole();
      case Observation.Checked _ -> after.getMessage();
    };
  }
}
