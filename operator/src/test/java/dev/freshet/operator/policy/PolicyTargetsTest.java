package dev.freshet.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.api.v1alpha1.Target;
import dev.freshet.operator.endpoint.AddressRules;
import dev.freshet.operator.policy.TargetedPod.Reach;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTargetsTest {
  private static final AddressRules RULES = new AddressRules(false, Set.of("10.96.0.1"));

  @Test
  void aReadyPodIsReachedAtItsNamedPort() {
    assertThat(only(target("admin"), pod("10.1.2.3")).reach())
        .isInstanceOfSatisfying(
            Reach.At.class,
            at -> {
              assertThat(at.address().ip()).isEqualTo("10.1.2.3");
              assertThat(at.address().port()).isEqualTo(9090);
              assertThat(at.address().path()).isEqualTo("/freshet");
            });
  }

  @Test
  void aNumberNeedsNoContainerThatDeclaresIt() {
    assertThat(only(target("1234"), pod("10.1.2.3")).reach())
        .isInstanceOfSatisfying(
            Reach.At.class, at -> assertThat(at.address().port()).isEqualTo(1234));
  }

  @Test
  void dualStackPodsAreCalledAtTheirFirstAddressAndIpv6OnlyOnesAtTheirs() {
    assertThat(only(target("admin"), pod("fd00::7")).reach())
        .isInstanceOfSatisfying(
            Reach.At.class, at -> assertThat(at.address().ip()).isEqualTo("fd00::7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "10.96.0.1", "::1"})
  void forbiddenAddressesAreNotCalledAndSaidSo(String ip) {
    assertThat(only(target("admin"), pod(ip)).reach())
        .isInstanceOfSatisfying(
            Reach.Nowhere.class,
            nowhere -> assertThat(nowhere.code()).isEqualTo("AddressNotAllowed"));
  }

  @Test
  void podsOnTheirNodesNetworkAreNotCalled() {
    var pod = new PodBuilder(pod("10.1.2.3")).editSpec().withHostNetwork(true).endSpec().build();

    assertThat(only(target("admin"), pod).reach()).isInstanceOf(Reach.Nowhere.class);
  }

  @Test
  void podsThatAreNotReadyOrOnTheirWayOutDoNotCount() {
    var unready =
        new PodBuilder(pod("10.1.2.3"))
            .editStatus()
            .editFirstCondition()
            .withStatus("False")
            .endCondition()
            .endStatus()
            .build();
    var leaving =
        new PodBuilder(pod("10.1.2.3"))
            .editMetadata()
            .withDeletionTimestamp("2026-11-21T06:00:00Z")
            .endMetadata()
            .build();

    assertThat(targets(List.of(target("admin")), unready, leaving).pushed()).isEmpty();
  }

  @Test
  void twoTargetsThatReachOneProcessAreFound() {
    var again = target("9090");

    assertThat(targets(List.of(target("admin"), again), pod("10.1.2.3")).twice()).isPresent();
    assertThat(targets(List.of(target("admin"), target("1234")), pod("10.1.2.3")).twice())
        .isEmpty();
  }

  @Test
  void aRestartedContainerMakesAnotherIncarnation() {
    var before = pod("10.1.2.3");
    var after =
        new PodBuilder(before)
            .editStatus()
            .editFirstContainerStatus()
            .withRestartCount(1)
            .endContainerStatus()
            .endStatus()
            .build();

    assertThat(AppPod.of(before).incarnation()).isNotEqualTo(AppPod.of(after).incarnation());
  }

  @Test
  void whatIsTrimmedAwayIsNotMissed() {
    var whole =
        new PodBuilder(pod("10.1.2.3"))
            .editMetadata()
            .addToAnnotations("large", "x".repeat(10_000))
            .endMetadata()
            .build();

    assertThat(AppPod.of(TrimmedPod.of(whole))).isEqualTo(AppPod.of(whole));
    assertThat(Serialization.asJson(TrimmedPod.of(whole))).doesNotContain("large", "image-of");
  }

  private static TargetedPod only(Target target, Pod pod) {
    return targets(List.of(target), pod).pushed().getFirst();
  }

  private static PolicyTargets targets(List<Target> targets, Pod... pods) {
    var known = List.of(pods).stream().map(AppPod::of).toList();
    return PolicyTargets.of(targets, known, Map.of(), RULES);
  }

  private static Target target(String port) {
    return Serialization.unmarshal(
        """
        name: web
        selector: {matchLabels: {app: web}}
        port: %s
        authSecretRef: {name: key}
        """
            .formatted(port),
        Target.class);
  }

  private static Pod pod(String ip) {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Pod
        metadata: {namespace: shop, name: web-0, uid: uid-0, labels: {app: web}}
        spec:
          containers:
            - {name: app, image: image-of-app, ports: [{name: admin, containerPort: 9090}]}
        status:
          podIP: "%s"
          conditions: [{type: ContainersReady, status: "True"}]
          containerStatuses:
            - name: app
              image: image-of-app
              imageID: ""
              ready: true
              restartCount: 0
              state: {running: {startedAt: "2026-11-21T05:00:00Z"}}
        """
            .formatted(ip),
        Pod.class);
  }
}
