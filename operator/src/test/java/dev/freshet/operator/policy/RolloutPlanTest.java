package dev.freshet.operator.policy;

import static dev.freshet.operator.policy.Samples.NOW;
import static dev.freshet.operator.policy.Samples.applied;
import static dev.freshet.operator.policy.Samples.assignment;
import static dev.freshet.operator.policy.Samples.heard;
import static dev.freshet.operator.policy.Samples.pod;
import static dev.freshet.operator.policy.Samples.pods;
import static dev.freshet.operator.policy.Samples.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.api.v1alpha1.RejectionPolicy;
import dev.freshet.operator.endpoint.CallFailure;
import dev.freshet.operator.endpoint.ConfigAnswer;
import dev.freshet.operator.policy.RolloutPlan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RolloutPlanTest {
  @Test
  void withoutCanariesAllPodsMayBePushed() {
    var all = pods(3);

    var plan = RolloutPlan.of(assignment(all, 0, RejectionPolicy.HALT), heardAll(all));

    assertThat(plan.mayPush()).hasSize(3);
    assertThat(plan.proven()).isFalse();
  }

  @Test
  void onlyTheCanariesMayBePushedUntilTheyHaveIt() {
    var all = pods(3);
    var assignment = assignment(all, 1, RejectionPolicy.HALT);

    var before = RolloutPlan.of(assignment, heardAll(all));
    var after =
        RolloutPlan.of(
            assignment, List.of(applied(all.get(0)), heard(all.get(1)), heard(all.get(2))));

    assertThat(before.mayPush()).containsExactly(all.get(0).key());
    assertThat(after.mayPush()).hasSize(3);
    assertThat(after.proven()).isTrue();
  }

  @Test
  void aCanaryThatDoesNotAnswerIsReplacedByTheNextPod() {
    var all = pods(3);
    var silent = unanswered(all.get(0), PodProgress.FAILURES_THAT_COUNT);

    var plan =
        RolloutPlan.of(
            assignment(all, 1, RejectionPolicy.HALT),
            List.of(silent, heard(all.get(1)), heard(all.get(2))));

    assertThat(plan.mayPush()).containsExactlyInAnyOrder(all.get(0).key(), all.get(1).key());
  }

  @Test
  void aPodWithoutAnAddressIsNoCanary() {
    var nowhere = Samples.unreachable("a");
    var all = List.of(nowhere, pod("b"), pod("c"));

    var plan =
        RolloutPlan.of(
            assignment(all, 1, RejectionPolicy.HALT),
            List.of(PodProgress.of(nowhere, NOW), heard(all.get(1)), heard(all.get(2))));

    assertThat(plan.mayPush()).containsExactly(all.get(1).key());
  }

  @Test
  void aRefusalHaltsEverything() {
    var all = pods(3);

    var plan =
        RolloutPlan.of(
            assignment(all, 0, RejectionPolicy.HALT),
            List.of(rejected(all.get(0)), heard(all.get(1)), heard(all.get(2))));

    assertThat(plan.halted()).isTrue();
    assertThat(plan.mayPush()).isEmpty();
  }

  @Test
  void withContinueARefusedCanaryIsReplaced() {
    var all = pods(3);

    var plan =
        RolloutPlan.of(
            assignment(all, 1, RejectionPolicy.CONTINUE),
            List.of(rejected(all.get(0)), heard(all.get(1)), heard(all.get(2))));

    assertThat(plan.halted()).isFalse();
    assertThat(plan.mayPush()).containsExactly(all.get(1).key());
  }

  @Test
  void podsThatHaltedItBeforeAreTriedBeforeAllOthers() {
    var all = pods(3);
    var assignment = assignment(all, 0, RejectionPolicy.HALT, Set.of("web-2"));

    var before = RolloutPlan.of(assignment, heardAll(all));
    var after =
        RolloutPlan.of(
            assignment, List.of(heard(all.get(0)), heard(all.get(1)), applied(all.get(2))));

    assertThat(before.mayPush()).containsExactly(all.get(2).key());
    assertThat(after.mayPush()).hasSize(3);
  }

  @Test
  void aPodIsAskedBeforeItIsPushedAndLeftAloneAfterwards() {
    var one = pod("web-0");
    var assignment = assignment(one);
    var plan = RolloutPlan.of(assignment, List.of(heard(one)));

    assertThat(plan.next(PodProgress.of(one, NOW), assignment, NOW)).isEqualTo(Step.ASK);
    assertThat(plan.next(heard(one), assignment, NOW)).isEqualTo(Step.PUSH);
    assertThat(plan.next(applied(one), assignment, NOW)).isEqualTo(Step.WAIT);
    assertThat(plan.next(applied(one), assignment, NOW.plus(Samples.RESYNC.multipliedBy(2))))
        .isEqualTo(Step.ASK);
  }

  @Test
  void aPodThatRefusedIsAskedAtResyncAndNeverPushedAgain() {
    var one = pod("web-0");
    var assignment = assignment(List.of(one), 0, RejectionPolicy.CONTINUE);
    var plan = RolloutPlan.of(assignment, List.of(rejected(one)));

    assertThat(plan.next(rejected(one), assignment, NOW)).isEqualTo(Step.WAIT);
    assertThat(plan.next(rejected(one), assignment, NOW.plus(Samples.RESYNC.multipliedBy(2))))
        .isEqualTo(Step.ASK);
  }

  private static List<PodProgress> heardAll(List<TargetedPod> pods) {
    return pods.stream().map(Samples::heard).toList();
  }

  private static PodProgress unanswered(TargetedPod pod, int times) {
    var steps = new ArrayList<PodProgress>();
    steps.add(heard(pod));
    for (var i = 0; i < times; i++) {
      ConfigAnswer timeout = new CallFailure.Unreachable("Timeout", "no answer in 3s");
      steps.add(steps.getLast().after(timeout, assignment(pod), NOW, Samples.BACKOFF));
    }
    return steps.getLast();
  }
}
