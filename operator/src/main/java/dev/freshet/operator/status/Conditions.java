package dev.freshet.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The next conditions of an object, made from the previous ones. What is not said again is absent;
 * {@code lastTransitionTime} moves only when {@code status} does; the order is that of the names,
 * so that equal states are equal lists.
 */
public final class Conditions {
  private final List<Condition> previous;
  private final long generation;
  private final Instant now;
  private final TreeMap<String, Condition> next = new TreeMap<>();

  private Conditions(List<Condition> previous, long generation, Instant now) {
    this.previous = previous;
    this.generation = generation;
    this.now = now;
  }

  /** Starts from what the object's status says now. */
  public static Conditions after(List<Condition> previous, long generation, Instant now) {
    return new Conditions(previous, generation, now);
  }

  public Conditions isTrue(ConditionType type, Reason reason, String message) {
    return set(type, "True", reason, message);
  }

  public Conditions isFalse(ConditionType type, Reason reason, String message) {
    return set(type, "False", reason, message);
  }

  /** The conditions, sorted by type. */
  public List<Condition> toList() {
    return List.copyOf(next.values());
  }

  /** The condition of this type among those of an object. */
  public static Optional<Condition> find(List<Condition> conditions, ConditionType type) {
    return conditions.stream().filter(c -> type.text().equals(c.getType())).findFirst();
  }

  /** Whether the object says that this is so. */
  public static boolean isTrue(List<Condition> conditions, ConditionType type) {
    return find(conditions, type).filter(c -> "True".equals(c.getStatus())).isPresent();
  }

  /** Whether the object gives this reason for that condition, whatever its status. */
  public static boolean hasReason(List<Condition> conditions, ConditionType type, Reason reason) {
    return find(conditions, type).filter(c -> reason.text().equals(c.getReason())).isPresent();
  }

  private Conditions set(ConditionType type, String status, Reason reason, String message) {
    next.put(
        type.text(),
        new ConditionBuilder()
            .withType(type.text())
            .withStatus(status)
            .withReason(reason.text())
            .withMessage(BoundedText.of(message, BoundedText.CONDITION_MESSAGE))
            .withObservedGeneration(generation)
            .withLastTransitionTime(since(type, status))
            .build());
    return this;
  }

  private String since(ConditionType type, String status) {
    return find(previous, type)
        .filter(before -> status.equals(before.getStatus()))
        .map(Condition::getLastTransitionTime)
        .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
