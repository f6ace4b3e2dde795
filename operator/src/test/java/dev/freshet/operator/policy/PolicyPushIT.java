package dev.freshet.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.operator.api.v1alpha1.CachePolicyStatus;
import dev.freshet.operator.api.v1alpha1.CachePolicyStatus.LaggingPod;
import dev.freshet.operator.api.v1alpha1.PodState;
import dev.freshet.operator.status.ConditionType;
import dev.freshet.testbed.ControlPlane;
import dev.freshet.testbed.junit.ControlPlaneExtension;
import dev.freshet.testbed.junit.TestNamespace;
import dev.freshet.testbed.pod.Behaviour;
import dev.freshet.testbed.pod.ScriptedPod;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A policy on its way to pods, on a real API server and over real HTTP. */
@ExtendWith(ControlPlaneExtension.class)
class PolicyPushIT {
  private PolicyTrial trial;

  @BeforeEach
  void raise(ControlPlane controlPlane, TestNamespace namespace) {
    trial = new PolicyTrial(controlPlane, namespace);
  }

  @AfterEach
  void strike() {
    trial.close();
  }

  @Test
  void everyPodRunsThePolicyAndTheStatusSaysSo() {
    // Given
    var pods = trial.fleet.add("web", 3);

    // When
    trial.apply(trial.policy("shop", "10m", "displayVersion: \"2026.11\""));

    // Then
    var status = trial.awaitReady("shop");
    assertThat(status.applied()).isEqualTo("3/3");
    assertThat(status.displayVersion()).isEqualTo("2026.11");
    assertThat(status.pods()).isEmpty();
    assertThat(status.conditions())
        .extracting(Condition::getType)
        .containsExactly("Accepted", "Ready");
    assertThat(pods)
        .allSatisfy(pod -> assertThat(pod.revision()).contains(status.revision()))
        .allSatisfy(pod -> assertThat(pod.configCalls()).hasSize(1));
  }

  @Test
  void anEditReachesThePodsAndTheFormerRevisionIsRemembered() {
    // Given
    trial.fleet.add("web", 2);
    trial.apply(trial.policy("shop", "10m", ""));
    var first = trial.awaitReady("shop");

    // When
    trial.apply(trial.policy("shop", "11m", ""));

    // Then
    var second = trial.awaitStatus("shop", PolicyTrial::assertReady);
    assertThat(second.revision()).isNotEqualTo(first.revision());
    assertThat(second.previousRevision()).isEqualTo(first.revision());
    assertThat(trial.fleet.all()).allSatisfy(pod -> assertRuns(pod, second));
  }

  @Test
  void anEditThatChangesNothingForPodsCallsNone() {
    // Given
    var pods = trial.fleet.add("web", 2);
    trial.apply(trial.policy("shop", "10m", ""));
    trial.awaitReady("shop");

    // When
    trial.apply(trial.policy("shop", "600s", ""));

    // Then
    trial.awaitReady("shop");
    assertThat(pods).allSatisfy(pod -> assertThat(pod.configCalls()).hasSize(1));
  }

  @Test
  void aPodThatRejectsThePolicyHaltsTheRolloutAndIsNotAskedAgain() {
    // Given
    var pods = trial.fleet.add("web", 3);
    trial.apply(trial.policy("shop", "10m", "rollout: {canary: 1}"));
    var good = trial.awaitReady("shop");
    pods.forEach(
        pod -> pod.onConfig(Behaviour.rejects("UnknownCache", "caches[0]", "no such cache")));

    // When
    trial.apply(trial.policy("shop", "11m", "rollout: {canary: 1}"));

    // Then
    var status =
        trial.awaitStatus(
            "shop",
            now ->
                assertThat(PolicyTrial.condition(now, ConditionType.STALLED).getReason())
                    .isEqualTo("RolloutHalted"));
    assertThat(status.applied()).isEqualTo("0/3");
    assertThat(status.pods())
        .filteredOn(pod -> pod.state() == PodState.REJECTED)
        .singleElement()
        .returns("UnknownCache", LaggingPod::code)
        .returns("caches[0]: no such cache", LaggingPod::message)
        .returns(good.revision(), LaggingPod::appliedRevision);
    var firstPushes = pods.size();
    assertThat(pods.stream().mapToInt(pod -> pod.configCalls().size()).sum())
        .isEqualTo(firstPushes + 1);
    assertThat(pods).allSatisfy(pod -> assertThat(pod.revision()).contains(good.revision()));
  }

  @Test
  void aHaltedRolloutStaysHaltedWhenTheOperatorIsRestarted() {
    // Given
    var pods = trial.fleet.add("web", 3);
    trial.apply(trial.policy("shop", "10m", ""));
    trial.awaitReady("shop");
    var last = trial.fleet.get("web-2");
    last.onConfig(Behaviour.rejects("UnknownCache", "caches[0]", "no such cache"));
    trial.fleet.get("web-0").onConfig(Behaviour.status(503));
    trial.fleet.get("web-1").onConfig(Behaviour.status(503));
    trial.apply(trial.policy("shop", "11m", ""));
    trial.awaitStatus("shop", PolicyPushIT::assertHalted);
    trial.stopOperator();
    var callsBefore = pods.stream().map(pod -> pod.configCalls().size()).toList();
    trial.fleet.get("web-0").onConfig(Behaviour.honest());
    trial.fleet.get("web-1").onConfig(Behaviour.honest());

    // When
    trial.startOperator();

    // Then
    await()
        .atMost(PolicyTrial.PATIENCE)
        .until(() -> last.configCalls().size() > callsBefore.get(2));
    trial.awaitStatus("shop", PolicyPushIT::assertHalted);
    assertThat(pods.get(0).configCalls()).hasSize(callsBefore.get(0));
    assertThat(pods.get(1).configCalls()).hasSize(callsBefore.get(1));
  }

  @Test
  void withContinueTheOthersGetThePolicy() {
    // Given
    trial.fleet.add("web", 3);
    trial.fleet.get("web-0").onConfig(Behaviour.rejects("UnknownCache", "caches[0]", "no"));

    // When
    trial.apply(trial.policy("shop", "10m", "rollout: {canary: 1, onReject: Continue}"));

    // Then
    var status = trial.awaitStatus("shop", now -> assertThat(now.applied()).isEqualTo("2/3"));
    assertThat(PolicyTrial.condition(status, ConditionType.READY).getReason())
        .isEqualTo("Rejected");
    assertThat(PolicyTrial.condition(status, ConditionType.READY).getMessage())
        .contains("web-0", "UnknownCache");
  }

  @Test
  void aDeadPodIsNamedAndGetsThePolicyWhenItIsBack() {
    // Given
    trial.fleet.add("web", 3);
    var dead = trial.fleet.get("web-1");
    dead.pause();

    // When
    trial.apply(trial.policy("shop", "10m", ""));

    // Then
    trial.awaitStatus(
        "shop",
        now -> {
          assertThat(now.applied()).isEqualTo("2/3");
          assertThat(now.pods())
              .singleElement()
              .returns("web-1", LaggingPod::name)
              .returns(PodState.UNREACHABLE, LaggingPod::state);
          assertThat(PolicyTrial.condition(now, ConditionType.READY).getReason())
              .isEqualTo("PodsUnreachable");
        });
    dead.resume();
    assertThat(trial.awaitReady("shop").applied()).isEqualTo("3/3");
  }

  @Test
  void aRestartedContainerGetsThePolicyAgain() {
    // Given
    trial.fleet.add("web", 2);
    trial.apply(trial.policy("shop", "10m", ""));
    var status = trial.awaitReady("shop");
    var pod = trial.fleet.get("web-0");

    // When
    trial.fleet.restartContainer(pod);

    // Then
    await().atMost(PolicyTrial.PATIENCE).until(() -> pod.revision().equals(revision(status)));
  }

  @Test
  void podsThatComeLaterGetThePolicyAndPodsThatGoAreNotMissed() {
    // Given
    trial.fleet.add("web", 2);
    trial.apply(trial.policy("shop", "10m", ""));
    trial.awaitReady("shop");

    // When
    trial.fleet.add("new", 2);
    trial.fleet.delete(trial.fleet.get("web-0"));

    // Then
    var status = trial.awaitStatus("shop", now -> assertThat(now.applied()).isEqualTo("3/3"));
    assertThat(trial.fleet.all()).allSatisfy(pod -> assertRuns(pod, status));
  }

  @Test
  void aPodThatLiesAboutItsRevisionIsNotCounted() {
    // Given
    trial.fleet.add("web", 1);
    trial.fleet.get("web-0").onConfig(Behaviour.claimsToRun("sha256:" + "0".repeat(64)));

    // When
    trial.apply(trial.policy("shop", "10m", ""));

    // Then
    var status =
        trial.awaitStatus(
            "shop",
            now ->
                assertThat(now.pods())
                    .singleElement()
                    .returns("WrongRevision", LaggingPod::code)
                    .returns(PodState.REJECTED, LaggingPod::state));
    assertThat(status.applied()).isEqualTo("0/1");
  }

  @Test
  void aPodWithFourProcessesCountsWhenAllFourRunIt() {
    // Given
    trial.fleet.add("web", 1);
    var pod = trial.fleet.get("web-0");
    pod.setProcesses(4, 1);
    trial.apply(trial.policy("shop", "10m", ""));
    trial.awaitStatus(
        "shop",
        now -> assertThat(now.pods()).singleElement().returns("Spreading", LaggingPod::code));

    // When
    pod.setProcesses(4, 4);

    // Then
    assertThat(trial.awaitReady("shop").applied()).isEqualTo("1/1");
  }

  @Test
  void driftIsRepairedAtTheNextResync() {
    // Given
    trial.fleet.add("web", 2);
    trial.apply(trial.policy("shop", "10m", "resyncInterval: 10s"));
    var status = trial.awaitReady("shop");
    var pod = trial.fleet.get("web-0");

    // When
    pod.forget();

    // Then
    await().atMost(PolicyTrial.PATIENCE).until(() -> pod.revision().equals(revision(status)));
  }

  private static void assertHalted(CachePolicyStatus status) {
    assertThat(PolicyTrial.condition(status, ConditionType.STALLED).getReason())
        .isEqualTo("RolloutHalted");
  }

  private static void assertRuns(ScriptedPod pod, CachePolicyStatus status) {
    assertThat(pod.revision()).isEqualTo(revision(status));
  }

  private static Optional<String> revision(CachePolicyStatus status) {
    return Optional.ofNullable(status.revision());
  }
}
