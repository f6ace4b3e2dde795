package dev.freshet.operator.policy;

import static dev.freshet.operator.policy.Samples.DOCUMENT;
import static dev.freshet.operator.policy.Samples.NOW;
import static dev.freshet.operator.policy.Samples.applied;
import static dev.freshet.operator.policy.Samples.assignment;
import static dev.freshet.operator.policy.Samples.heard;
import static dev.freshet.operator.policy.Samples.pod;
import static dev.freshet.operator.policy.Samples.rejected;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.api.v1alpha1.CachePolicy;
import dev.freshet.operator.api.v1alpha1.CachePolicyStatus;
import dev.freshet.operator.api.v1alpha1.CachePolicyStatus.LaggingPod;
import dev.freshet.operator.api.v1alpha1.PodState;
import dev.freshet.operator.api.v1alpha1.RejectionPolicy;
import dev.freshet.operator.endpoint.CallFailure;
import dev.freshet.operator.endpoint.ConfigAnswer;
import dev.freshet.operator.status.ConditionType;
import dev.freshet.operator.status.Conditions;
import dev.freshet.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CachePolicyStatusesTest {
  private static final Problem PROBLEM =
      new Problem(Reason.UNKNOWN_TIER, "spec.caches[2].tier", "there is no tier \"hott\"");

  @Test
  void allPodsRunIt() {
    var status = next(view(applied(pod("a")), applied(pod("b"))));

    assertThat(status.applied()).isEqualTo("2/2");
    assertCondition(status, ConditionType.READY, "True", "Applied");
    assertThat(types(status)).containsExactly("Accepted", "Ready");
  }

  @Test
  void someAreOnTheirWay() {
    var status = next(view(applied(pod("a")), heard(pod("b"))));

    assertCondition(status, ConditionType.READY, "False", "Progressing");
    assertCondition(status, ConditionType.RECONCILING, "True", "Progressing");
    assertThat(status.pods()).singleElement().returns(PodState.PENDING, LaggingPod::state);
  }

  @Test
  void aRefusalThatHaltsIsAPersonsTurn() {
    var status = next(halted(rejected(pod("a")), heard(pod("b"))));

    assertCondition(status, ConditionType.READY, "False", "Rejected");
    assertCondition(status, ConditionType.STALLED, "True", "RolloutHalted");
    assertThat(types(status)).doesNotContain("Reconciling");
    assertThat(condition(status, ConditionType.STALLED).getMessage())
        .isEqualTo(
            "1 of 2 pods refused the policy: a (UnknownCache: caches[0]: no such cache)."
                + " Fix the spec or the app.");
  }

  @Test
  void onlyUnreachablePodsAreNamedAsSuch() {
    var status = next(view(applied(pod("a")), unanswered(pod("b"), 2)));

    assertCondition(status, ConditionType.READY, "False", "PodsUnreachable");
    assertThat(condition(status, ConditionType.READY).getMessage()).contains("b (Timeout: ");
  }

  @Test
  void noProgressForTheDeadlineIsAPersonsTurnAndStaysSoAfterARestart() {
    var view = view(applied(pod("a")), unanswered(pod("b"), 5));
    var late = NOW.plusSeconds(600);

    var stalled = next(policy(null), health(view), late);
    var afterRestart = next(policy(stalled), health(view), NOW.plusSeconds(601));

    assertCondition(stalled, ConditionType.STALLED, "True", "ProgressDeadlineExceeded");
    assertThat(afterRestart.conditions()).isEqualTo(stalled.conditions());
  }

  @Test
  void aPodThatJoinsAFinishedRolloutHasHalfAMinute() {
    var ready = next(policy(null), health(view(applied(pod("a")))), NOW);
    var joined = PodProgress.of(pod("b"), NOW.plusSeconds(100));
    var view = view(applied(pod("a")), joined);

    var soon = next(policy(ready), health(view), NOW.plusSeconds(120));
    var later = next(policy(ready), health(view), NOW.plusSeconds(131));

    assertCondition(soon, ConditionType.READY, "True", "Applied");
    assertThat(soon.applied()).isEqualTo("1/2");
    assertCondition(later, ConditionType.READY, "False", "Progressing");
    assertThat(health(view).untilChange(NOW.plusSeconds(120))).contains(Duration.ofSeconds(10));
  }

  @Test
  void aRefusedSpecNamesWhereAndWhatAndKeepsTheLastCounts() {
    var good = next(policy(null), health(view(applied(pod("a")))), NOW);
    var refused =
        new PolicyHealth(Optional.of(PROBLEM), Optional.empty(), true, view(applied(pod("a"))), 0);

    var status = CachePolicyStatuses.next(policy(good), refused, false, NOW);

    for (var type : List.of(ConditionType.ACCEPTED, ConditionType.READY)) {
      assertCondition(status, type, "False", "UnknownTier");
    }
    assertCondition(status, ConditionType.STALLED, "True", "UnknownTier");
    assertThat(condition(status, ConditionType.ACCEPTED).getMessage())
        .isEqualTo("spec.caches[2].tier: there is no tier \"hott\"");
    assertThat(status.resolved()).isEqualTo(good.resolved());
  }

  @Test
  void aBackendThatIsDownIsWaitedForAndOneThatNeedsAPersonStalls() {
    var down = new BackendHealth(false, false, Reason.CONNECT_FAILED, "refused");
    var wrong = new BackendHealth(false, true, Reason.AUTH_FAILED, "wrong password");

    var waiting = next(policy(null), withBackend(down), NOW);
    var stalled = next(policy(null), withBackend(wrong), NOW);

    assertCondition(waiting, ConditionType.BACKEND_REACHABLE, "False", "ConnectFailed");
    assertCondition(waiting, ConditionType.RECONCILING, "True", "ConnectFailed");
    assertCondition(stalled, ConditionType.STALLED, "True", "AuthFailed");
  }

  @Test
  void theFormerRevisionIsRememberedOnce() {
    var first = status("sha256:1");
    var second = next(policy(first), health(view(applied(pod("a")))), NOW);
    var third = next(policy(second), health(view(applied(pod("a")))), NOW);

    assertThat(second.previousRevision()).isEqualTo("sha256:1");
    assertThat(third.previousRevision()).isEqualTo("sha256:1");
    assertThat(third).isEqualTo(second);
  }

  @Test
  void whatIsSaidTwiceIsEqualAndItsTextIsTheSame() {
    var view = view(unanswered(pod("b"), 1), applied(pod("a")));

    var once = next(policy(null), health(view), NOW);
    var again = next(policy(once), health(view), NOW.plusSeconds(1));

    assertThat(again).isEqualTo(once);
  }

  @Test
  void attemptsAreCountedToTenSoThatADeadPodCostsNoWrites() {
    var ten = next(view(unanswered(pod("a"), 10)));
    var eleven = next(view(unanswered(pod("a"), 11)));

    assertThat(ten.pods()).isEqualTo(eleven.pods());
  }

  @Test
  void tenThousandPodsFitIntoAStatusAndTheRefusedOnesComeFirst() {
    var pods =
        IntStream.range(0, 10_000)
            .mapToObj(number -> pod("pod-with-a-name-of-sixty-three-characters-" + number))
            .map(pod -> pod.name().endsWith("77") ? verboselyRejected(pod) : unanswered(pod, 3))
            .toList();

    var status = next(view(pods.toArray(PodProgress[]::new)));

    assertThat(status.pods())
        .hasSize(10)
        .allSatisfy(pod -> assertThat(pod.state()).isEqualTo(PodState.REJECTED));
    assertThat(status.podsTruncated()).isTrue();
    assertThat(Serialization.asJson(status).getBytes(UTF_8).length).isLessThan(16 * 1024);
  }

  @Test
  void longNamesAndCodesAreCutToWhatTheSchemaAllowsAndStillRecognised() {
    var longName = verboselyRejected(pod("p".repeat(253)));

    var status = next(policy(null), health(halted(longName)), NOW);

    var listed = status.pods().getFirst();
    assertThat(listed.name().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(100);
    assertThat(requireNonNull(listed.code()).getBytes(UTF_8)).hasSizeLessThanOrEqualTo(32);
    assertThat(CachePolicyStatuses.suspects(policy(status), DOCUMENT.revision()))
        .containsExactly(CachePolicyStatuses.shownName(longName.pod()));
  }

  @Test
  void theStoryIsToldOnceForEachStep() {
    var before = CachePolicyStatuses.previous(policy(null));
    var pending = next(view(heard(pod("a"))));
    var rejected = next(policy(pending), health(halted(rejected(pod("a")))), NOW);

    assertThat(PolicyEvents.between(before, pending))
        .extracting(PolicyEvents.Saying::reason)
        .containsExactly("RolloutStarted");
    assertThat(PolicyEvents.between(pending, rejected))
        .extracting(PolicyEvents.Saying::reason)
        .containsExactly("ConfigRejected", "RolloutHalted");
    assertThat(PolicyEvents.newlyRejected(pending, rejected)).containsExactly("a");
    assertThat(PolicyEvents.between(rejected, rejected)).isEmpty();
  }

  @Test
  void whoHaltedARolloutIsReadFromTheStatus() {
    var halted = next(policy(null), health(halted(rejected(pod("a")), heard(pod("b")))), NOW);

    assertThat(CachePolicyStatuses.suspects(policy(halted), DOCUMENT.revision()))
        .containsExactly("a");
    assertThat(CachePolicyStatuses.suspects(policy(halted), "sha256:other")).isEmpty();
  }

  private static CachePolicyStatus next(RolloutView view) {
    return next(policy(null), health(view), NOW);
  }

  private static CachePolicyStatus next(CachePolicy policy, PolicyHealth health, Instant now) {
    return CachePolicyStatuses.next(policy, health, true, now);
  }

  private static PolicyHealth health(RolloutView view) {
    return new PolicyHealth(Optional.empty(), Optional.empty(), true, view, 0);
  }

  private static PolicyHealth withBackend(BackendHealth backend) {
    return new PolicyHealth(
        Optional.empty(), Optional.of(backend), true, view(applied(pod("a"))), 0);
  }

  private static RolloutView view(PodProgress... pods) {
    return view(false, pods);
  }

  private static RolloutView halted(PodProgress... pods) {
    return view(true, pods);
  }

  private static RolloutView view(boolean halted, PodProgress... pods) {
    var targeted = List.of(pods).stream().map(PodProgress::pod).toList();
    return new RolloutView(
        assignment(targeted, 0, RejectionPolicy.HALT),
        List.of(pods),
        halted,
        false,
        false,
        NOW,
        NOW,
        Samples.RESYNC);
  }

  private static PodProgress unanswered(TargetedPod pod, int times) {
    var progress = heard(pod);
    for (var i = 0; i < times; i++) {
      ConfigAnswer timeout = new CallFailure.Unreachable("Timeout", "no answer in 3s");
      progress = progress.after(timeout, assignment(pod), NOW, Samples.BACKOFF);
    }
    return progress;
  }

  private static PodProgress verboselyRejected(TargetedPod pod) {
    return heard(pod)
        .after(
            new ConfigAnswer.Rejected("C".repeat(500), "p".repeat(500), "ü".repeat(500), null),
            assignment(pod),
            NOW,
            Samples.BACKOFF);
  }

  private static CachePolicy policy(@Nullable CachePolicyStatus status) {
    var policy =
        Serialization.unmarshal(
            """
            apiVersion: freshet.dev/v1alpha1
            kind: CachePolicy
            metadata: {name: shop, namespace: shop, uid: uid-1, generation: 1}
            spec:
              keyspace: {prefix: "shop:{tenant}:"}
              caches: [{name: product, keys: ["product:{id}"]}]
            """,
            CachePolicy.class);
    policy.setStatus(status);
    return policy;
  }

  private static CachePolicyStatus status(String revision) {
    return Serialization.unmarshal(
        "{\"observedGeneration\": 1, \"revision\": \"%s\"}".formatted(revision),
        CachePolicyStatus.class);
  }

  private static Condition condition(CachePolicyStatus status, ConditionType type) {
    return Conditions.find(status.conditions(), type).orElseThrow();
  }

  private static void assertCondition(
      CachePolicyStatus status, ConditionType type, String value, String reason) {
    assertThat(condition(status, type).getStatus()).isEqualTo(value);
    assertThat(condition(status, type).getReason()).isEqualTo(reason);
  }

  private static List<String> types(CachePolicyStatus status) {
    return status.conditions().stream().map(Condition::getType).toList();
  }
}
