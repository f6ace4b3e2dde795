package dev.freshet.testbed.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.testbed.junit.ControlPlaneExtension;
import dev.freshet.testbed.junit.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ControlPlaneExtension.class)
class FleetOfPodsIT {

  @Test
  void anAddedPodIsReadyInTheApiServerAndListensAtItsAddress(
      KubernetesClient client, TestNamespace namespace) throws IOException {
    try (var fleet = FleetOfPods.labelled(client, namespace.name(), "web")) {
      // When
      var pod = fleet.add("web-a");

      // Then
      var stored = client.pods().inNamespace(namespace.name()).withName("web-a").get();
      assertThat(stored.getStatus().getConditions())
          .filteredOn(condition -> condition.getType().equals("ContainersReady"))
          .singleElement()
          .satisfies(condition -> assertThat(condition.getStatus()).isEqualTo("True"));
      assertThat(stored.getStatus().getPodIP()).isEqualTo(pod.identity().address());
      assertThat(stored.getMetadata().getUid()).isEqualTo(pod.identity().uid());
      connect(pod);
    }
  }

  @Test
  void aRestartedContainerIsAnotherOneInTheSamePod(KubernetesClient client, TestNamespace namespace)
      throws IOException {
    try (var fleet = FleetOfPods.labelled(client, namespace.name(), "web")) {
      // Given
      var pod = fleet.add("web-a");
      var before = client.pods().inNamespace(namespace.name()).withName("web-a").get();

      // When
      fleet.restartContainer(pod);

      // Then
      var after = client.pods().inNamespace(namespace.name()).withName("web-a").get();
      assertThat(after.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
      var container = after.getStatus().getContainerStatuses().getFirst();
      assertThat(container.getRestartCount()).isOne();
      assertThat(container.getContainerID())
          .isNotEqualTo(before.getStatus().getContainerStatuses().getFirst().getContainerID());
      connect(pod);
    }
  }

  @Test
  void aTerminatingPodStaysUntilItIsDeleted(KubernetesClient client, TestNamespace namespace) {
    try (var fleet = FleetOfPods.labelled(client, namespace.name(), "web")) {
      // Given
      var pod = fleet.add("web-a");
      var resource = client.pods().inNamespace(namespace.name()).withName("web-a");

      // When
      fleet.terminate(pod);

      // Then
      assertThat(resource.get().getMetadata().getDeletionTimestamp()).isNotNull();
      fleet.delete(pod);
      assertThat(resource.get()).isNull();
      assertThatThrownBy(() -> connect(pod)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aFleetOfManyHasAnAddressForEach(KubernetesClient client, TestNamespace namespace) {
    try (var fleet = FleetOfPods.labelled(client, namespace.name(), "web")) {
      // When
      var pods = fleet.add("web", 60);

      // Then
      assertThat(pods)
          .extracting(pod -> pod.identity().address())
          .doesNotHaveDuplicates()
          .hasSize(60);
      assertThat(
              client
                  .pods()
                  .inNamespace(namespace.name())
                  .withLabels(fleet.labels())
                  .list()
                  .getItems())
          .hasSize(60);
    }
  }

  private static void connect(ScriptedPod pod) throws IOException {
    new Socket(InetAddress.ofLiteral(pod.identity().address()), pod.identity().port()).close();
  }
}
