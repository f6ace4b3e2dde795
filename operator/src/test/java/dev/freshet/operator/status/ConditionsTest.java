package dev.freshet.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static final Instant MORNING = Instant.parse("2026-11-21T06:00:00.5Z");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void theTransitionTimeStaysWhileTheStatusStays() {
    // Given
    var before = ready(List.of(), 1, MORNING, "3 pods run it");

    // When
    var after = ready(before, 2, NOON, "4 pods run it");

    // Then
    assertThat(after).first().returns("2026-11-21T06:00:00Z", Condition::getLastTransitionTime);
    assertThat(after).first().returns("4 pods run it", Condition::getMessage);
    assertThat(after).first().returns(2L, Condition::getObservedGeneration);
  }

  @Test
  void theTransitionTimeMovesWithTheStatus() {
    // Given
    var before = ready(List.of(), 1, MORNING, "3 pods run it");

    // When
    var after =
        Conditions.after(before, 1, NOON)
            .isFalse(ConditionType.READY, Reason.PROGRESSING, "1 of 3")
            .toList();

    // Then
    assertThat(after).first().returns("2026-11-21T12:00:00Z", Condition::getLastTransitionTime);
  }

  @Test
  void whatIsNotSaidAgainIsAbsentAndTheOrderIsThatOfTheNames() {
    // Given
    var before =
        Conditions.after(List.of(), 1, MORNING)
            .isTrue(ConditionType.STALLED, Reason.ROLLOUT_HALTED, "halted")
            .toList();

    // When
    var after =
        Conditions.after(before, 1, NOON)
            .isTrue(ConditionType.READY, Reason.APPLIED, "")
            .isTrue(ConditionType.ACCEPTED, Reason.VALID, "")
            .toList();

    // Then
    assertThat(after).extracting(Condition::getType).containsExactly("Accepted", "Ready");
  }

  private static List<Condition> ready(
      List<Condition> previous, long generation, Instant now, String message) {
    return Conditions.after(previous, generation, now)
        .isTrue(ConditionType.READY, Reason.APPLIED, message)
        .toList();
  }
}
