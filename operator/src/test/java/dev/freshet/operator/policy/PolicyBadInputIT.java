package dev.freshet.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.operator.api.v1alpha1.CachePolicy;
import dev.freshet.operator.api.v1alpha1.CachePolicyStatus;
import dev.freshet.operator.api.v1alpha1.CachePolicyStatus.LaggingPod;
import dev.freshet.operator.status.ConditionType;
import dev.freshet.testbed.ControlPlane;
import dev.freshet.testbed.junit.ControlPlaneExtension;
import dev.freshet.testbed.junit.TestNamespace;
import dev.freshet.testbed.pod.PodKey;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever a user gets wrong is said in the right place, and pods keep the last good document. */
@ExtendWith(ControlPlaneExtension.class)
class PolicyBadInputIT {
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
  void aPolicyWithoutTargetsIsReadyAndSaysSo() {
    trial.apply(
        trial.policy("shop", "10m", "").replaceAll("(?s)  targets:.*  keyspace", "  keyspace"));

    var status = trial.awaitReady("shop");

    assertReason(status, ConditionType.READY, "NoTargets");
    assertThat(status.revision()).startsWith("sha256:");
  }

  @Test
  void aSelectorThatMatchesNothingIsNoError() {
    trial.apply(trial.policy("shop", "10m", ""));

    assertReason(trial.awaitReady("shop"), ConditionType.READY, "NoPods");
  }

  @Test
  void aMissingSecretIsNamedAndTakenWhenItComes() {
    // Given
    trial.fleet.add("web", 1);
    trial.client.secrets().inNamespace(trial.namespace).withName(PolicyTrial.SECRET).delete();
    trial.apply(trial.policy("shop", "10m", ""));
    var refused = trial.awaitStatus("shop", now -> assertRefused(now, "SecretNotFound"));
    assertThat(PolicyTrial.condition(refused, ConditionType.ACCEPTED).getMessage())
        .contains("spec.targets[0].authSecretRef", "shop-freshet");

    // When
    trial.fleet.publishKey(PolicyTrial.SECRET, "signingKey");

    // Then
    trial.awaitReady("shop");
  }

  @Test
  void aSecretThatLacksTheKeyOrHoldsAShortOneIsRefusedWithoutShowingIt() {
    // Given
    secret(Map.of("other", "x"));
    trial.apply(trial.policy("shop", "10m", ""));
    trial.awaitStatus("shop", now -> assertRefused(now, "SecretKeyInvalid"));

    // When
    secret(Map.of("signingKey", "whsec_Y2FuYXJ5"));

    // Then
    var status =
        trial.awaitStatus(
            "shop",
            now ->
                assertThat(PolicyTrial.condition(now, ConditionType.ACCEPTED).getMessage())
                    .contains("at least 32 random bytes"));
    assertThat(status.toString()).doesNotContain("Y2FuYXJ5").doesNotContain("canary");
  }

  @Test
  void aRotatedKeyIsUsedAtOnceAndPodsThatRefusedTheOldOneAreCalledAgain() {
    // Given
    trial.fleet.add("web", 1);
    var pod = trial.fleet.get("web-0");
    var rotated = PodKey.random();
    pod.setKeys(rotated);
    trial.apply(trial.policy("shop", "10m", ""));
    trial.awaitStatus(
        "shop",
        now -> assertThat(now.pods()).singleElement().returns("Unauthorized", LaggingPod::code));

    // When
    secret(Map.of("signingKey", rotated.text()));

    // Then
    trial.awaitReady("shop");
  }

  @Test
  void aPortThatNoContainerHasIsSaidOfEachPod() {
    trial.fleet.add("web", 1);

    trial.apply(trial.policy("shop", "10m", "").replace("cache-admin", "no-such-port"));

    var status =
        trial.awaitStatus(
            "shop",
            now ->
                assertThat(now.pods()).singleElement().returns("PortNotFound", LaggingPod::code));
    assertReason(status, ConditionType.READY, "PodsUnreachable");
  }

  @Test
  void theOlderOfTwoPoliciesKeepsThePodsUntilItIsGone() {
    // Given
    trial.fleet.add("web", 1);
    trial.apply(trial.policy("older", "10m", ""));
    trial.awaitReady("older");

    // When
    trial.apply(trial.policy("younger", "11m", ""));

    // Then
    var refused = trial.awaitStatus("younger", now -> assertRefused(now, "Conflicted"));
    assertThat(PolicyTrial.condition(refused, ConditionType.ACCEPTED).getMessage())
        .contains("older");
    delete("older");
    trial.awaitReady("younger");
  }

  @Test
  void twoTargetsThatReachTheSamePodAreRefused() {
    trial.fleet.add("web", 1);
    var again =
        "    - {name: again, selector: {matchLabels: {app: shop-web}}, port: cache-admin,"
            + " authSecretRef: {name: shop-freshet}}\n  keyspace";

    trial.apply(trial.policy("shop", "10m", "").replace("  keyspace", again));

    trial.awaitStatus("shop", now -> assertRefused(now, "DuplicateTarget"));
  }

  @Test
  void aConfigMapOfSomebodyElseIsNeverTouched() {
    // Given
    var theirs =
        trial
            .client
            .resource(
                new ConfigMapBuilder()
                    .withNewMetadata()
                    .withNamespace(trial.namespace)
                    .withName("shop-freshet")
                    .endMetadata()
                    .addToData("theirs", "precious")
                    .build())
            .create();

    // When
    trial.apply(trial.policy("shop", "10m", ""));

    // Then
    trial.awaitStatus("shop", now -> assertRefused(now, "ConfigMapNotOwned"));
    assertThat(configMap()).isEqualTo(theirs);
  }

  @Test
  void anUnknownBackendIsNamedAndPodsKeepTheLastGoodDocument() {
    // Given
    trial.fleet.add("web", 1);
    trial.apply(trial.policy("shop", "10m", ""));
    var good = trial.awaitReady("shop");

    // When
    trial.apply(trial.policy("shop", "11m", "backendRef: {name: nowhere}"));

    // Then
    trial.awaitStatus("shop", now -> assertRefused(now, "BackendNotFound"));
    trial.fleet.add("late");
    var late = trial.fleet.get("late");
    await().atMost(PolicyTrial.PATIENCE).until(() -> late.revision().isPresent());
    assertThat(late.revision()).contains(Objects.requireNonNull(good.revision()));
  }

  @Test
  void theLastGoodDocumentSurvivesARestartOfTheOperator() {
    // Given
    trial.fleet.add("web", 1);
    trial.apply(trial.policy("shop", "10m", ""));
    var good = trial.awaitReady("shop");
    trial.apply(trial.policy("shop", "11m", "backendRef: {name: nowhere}"));
    trial.awaitStatus("shop", now -> assertRefused(now, "BackendNotFound"));
    trial.stopOperator();

    // When
    trial.startOperator();
    trial.fleet.add("late");

    // Then
    var late = trial.fleet.get("late");
    await().atMost(PolicyTrial.PATIENCE).until(() -> late.revision().isPresent());
    assertThat(late.revision()).contains(Objects.requireNonNull(good.revision()));
  }

  @Test
  void theConfigMapHoldsTheVeryBytesThatPodsRunAndIsRepaired() {
    // Given
    trial.fleet.add("web", 1);
    trial.apply(trial.policy("shop", "10m", ""));
    trial.awaitReady("shop");
    var pushed = trial.fleet.get("web-0").document().orElseThrow().body().text();
    assertThat(configMap().getData()).containsEntry("document.json", pushed);

    // When
    trial.client.resource(configMap()).edit(c -> broken(c));

    // Then
    await()
        .atMost(PolicyTrial.PATIENCE)
        .untilAsserted(
            () -> assertThat(configMap().getData()).containsEntry("document.json", pushed));
  }

  @Test
  void podsThatReadTheConfigMapAreCountedAndNotCalled() {
    trial.fleet.add("web", 2);
    var viaConfigMap =
        trial
            .policy("shop", "10m", "")
            .replaceAll("(?s)port: cache-admin.*?timeout: 1s", "via: ConfigMap");

    trial.apply(viaConfigMap);

    var status = trial.awaitReady("shop");
    assertThat(Objects.requireNonNull(status.rollout()).viaConfigMap()).isEqualTo(2);
    assertThat(trial.fleet.all()).allSatisfy(pod -> assertThat(pod.calls()).isEmpty());
  }

  @Test
  void aSuspendedPolicyReachesNobodyUntilItIsResumed() {
    // Given
    trial.fleet.add("web", 1);
    trial.apply(trial.policy("shop", "10m", "suspend: true"));
    assertReason(trial.awaitReady("shop"), ConditionType.READY, "Suspended");
    assertThat(trial.fleet.get("web-0").calls()).isEmpty();

    // When
    trial.apply(trial.policy("shop", "10m", "suspend: false"));

    // Then
    assertThat(trial.awaitReady("shop").applied()).isEqualTo("1/1");
  }

  @Test
  void theKillSwitchIsPushedLikeAnyOtherChange() {
    // Given
    trial.fleet.add("web", 1);
    trial.apply(trial.policy("shop", "10m", ""));
    trial.awaitReady("shop");

    // When
    trial.apply(trial.policy("shop", "10m", "serving: Bypass"));

    // Then
    trial.awaitReady("shop");
    assertThat(trial.fleet.get("web-0").document().orElseThrow().body().text()).contains("Bypass");
  }

  @Test
  void deletingThePolicyLeavesThePodsTheirDocument() {
    // Given
    trial.fleet.add("web", 1);
    trial.apply(trial.policy("shop", "10m", ""));
    trial.awaitReady("shop");

    // When
    delete("shop");

    // Then
    assertThat(trial.get("shop")).isNull();
    assertThat(trial.fleet.get("web-0").document()).isPresent();
  }

  private void delete(String policy) {
    trial
        .client
        .resources(CachePolicy.class)
        .inNamespace(trial.namespace)
        .withName(policy)
        .delete();
  }

  private ConfigMap configMap() {
    return trial.client.configMaps().inNamespace(trial.namespace).withName("shop-freshet").get();
  }

  private static ConfigMap broken(ConfigMap configMap) {
    return new ConfigMapBuilder(configMap).addToData("document.json", "{}").build();
  }

  private void secret(Map<String, String> data) {
    trial.client.secrets().inNamespace(trial.namespace).withName(PolicyTrial.SECRET).delete();
    trial
        .client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(trial.namespace)
                .withName(PolicyTrial.SECRET)
                .endMetadata()
                .withStringData(data)
                .build())
        .create();
  }

  private static void assertRefused(CachePolicyStatus status, String reason) {
    assertReason(status, ConditionType.ACCEPTED, reason);
    assertReason(status, ConditionType.STALLED, reason);
    assertThat(PolicyTrial.condition(status, ConditionType.READY).getStatus()).isEqualTo("False");
  }

  private static void assertReason(CachePolicyStatus status, ConditionType type, String reason) {
    assertThat(PolicyTrial.condition(status, type).getReason()).isEqualTo(reason);
  }
}
