package dev.freshet.operator.policy;

import static dev.freshet.operator.policy.Samples.BACKOFF;
import static dev.freshet.operator.policy.Samples.DOCUMENT;
import static dev.freshet.operator.policy.Samples.NOW;
import static dev.freshet.operator.policy.Samples.OLDER;
import static dev.freshet.operator.policy.Samples.applied;
import static dev.freshet.operator.policy.Samples.assignment;
import static dev.freshet.operator.policy.Samples.heard;
import static dev.freshet.operator.policy.Samples.pod;
import static dev.freshet.operator.policy.Samples.rejected;
import static dev.freshet.operator.policy.Samples.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.api.v1alpha1.PodState;
import dev.freshet.operator.endpoint.CallFailure;
import dev.freshet.operator.endpoint.ConfigAnswer;
import dev.freshet.operator.endpoint.Processes;
import dev.freshet.operator.endpoint.StatusAnswer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PodProgressTest {
  private static final TargetedPod POD = pod("web-0");
  private static final Assignment ASSIGNMENT = assignment(POD);

  @Test
  void onlyAnAcknowledgementOfAllProcessesCounts() {
    assertThat(applied(POD).state(DOCUMENT.revision())).isEmpty();
    assertThat(after(new ConfigAnswer.Partial(new Processes(4, 1))).state(DOCUMENT.revision()))
        .contains(PodState.PENDING);
    assertThat(after(new ConfigAnswer.Lied("sha256:other")).state(DOCUMENT.revision()))
        .contains(PodState.REJECTED);
    assertThat(rejected(POD).state(DOCUMENT.revision())).contains(PodState.REJECTED);
    assertThat(after(new ConfigAnswer.Stale("x/9")).state(DOCUMENT.revision()))
        .contains(PodState.REJECTED);
    assertThat(after(new CallFailure.Unauthorized(401)).state(DOCUMENT.revision()))
        .contains(PodState.REJECTED);
  }

  @Test
  void oneFailureIsAPassingFaultAndTwoAreUnreachable() {
    var once = failed(applied(POD));
    var twice = failed(once);

    assertThat(once.state(DOCUMENT.revision())).isEmpty();
    assertThat(twice.state(DOCUMENT.revision())).contains(PodState.UNREACHABLE);
  }

  @Test
  void anAnswerAfterFailuresMakesItCountAgain() {
    var back = said(failed(failed(applied(POD))), running(DOCUMENT.revision()));

    assertThat(back.state(DOCUMENT.revision())).isEmpty();
    assertThat(back.failures()).isZero();
  }

  @Test
  void theSameDocumentOfAnotherPolicyDoesNotCount() {
    var theirs = running(DOCUMENT.revision(), "another-uid", new Processes(1, 1));

    assertThat(said(PodProgress.of(POD, NOW), theirs).runs(DOCUMENT.revision())).isFalse();
  }

  @Test
  void aPodOfNoProcessRunsNothing() {
    var none = running(DOCUMENT.revision(), Samples.STAMP.uid(), new Processes(0, 0));

    assertThat(said(PodProgress.of(POD, NOW), none).state(DOCUMENT.revision()))
        .contains(PodState.PENDING);
  }

  @Test
  void driftIsNoticedAndIsDueAtOnce() {
    var drifted = said(applied(POD), running(OLDER.revision()));

    assertThat(drifted.runs(DOCUMENT.revision())).isFalse();
    assertThat(drifted.notBefore()).isEqualTo(NOW);
  }

  @Test
  void askingDoesNotUndoARefusal() {
    var asked = said(rejected(POD), running(OLDER.revision()));

    assertThat(asked.refused(DOCUMENT.revision())).isTrue();
    assertThat(asked.notBefore()).isAfter(NOW.plusSeconds(60));
  }

  @Test
  void aPodThatNeverSpreadsTheDocumentIsPushedAgainNowAndThen() {
    var pod = after(new ConfigAnswer.Partial(new Processes(4, 1)));
    var questions = 0;
    while (pod.verdict() instanceof PodProgress.Verdict.Spreading) {
      pod = said(pod, running(OLDER.revision()));
      questions++;
    }

    assertThat(questions).isBetween(2, 10);
  }

  @Test
  void whatThePodRunsInsteadIsShown() {
    var refused =
        heard(POD)
            .after(
                new ConfigAnswer.Rejected("Code", "", "why", "sha256:instead"),
                ASSIGNMENT,
                NOW,
                BACKOFF);

    assertThat(refused.seen())
        .isNotNull()
        .returns("sha256:instead", PodProgress.Seen::revision)
        .returns(false, PodProgress.Seen::counts);
  }

  @Test
  void backOffGrowsToAMinuteAndIsSpread() {
    for (var failures = 0; failures < 40; failures++) {
      var expected = Math.min(60, 1L << Math.min(failures, 6));
      assertThat(BACKOFF.after(failures))
          .isBetween(Duration.ofMillis(expected * 790), Duration.ofMillis(expected * 1210));
    }
    assertThat(BACKOFF.after(3)).isNotEqualTo(BACKOFF.after(3));
  }

  private static PodProgress after(ConfigAnswer answer) {
    return heard(POD).after(answer, ASSIGNMENT, NOW, BACKOFF);
  }

  private static PodProgress said(PodProgress pod, StatusAnswer answer) {
    return pod.after(answer, ASSIGNMENT, NOW, BACKOFF);
  }

  private static PodProgress failed(PodProgress pod) {
    return said(pod, new CallFailure.Unreachable("Timeout", "no answer in 3s"));
  }
}
