package dev.freshet.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testbed.pod.Kubelet;
import dev.freshet.testbed.pod.PodKey;
import dev.freshet.testbed.pod.ScriptedPods;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControllersIT {
  private static final Map<String, String> LABELS = Map.of("app", "shop-web");

  @Test
  void aDeploymentBecomesPodsThatAnswerAtTheirAddressesAndGoWithTheirNamespace() {
    try (var controlPlane = ControlPlane.startWithControllers()) {
      // Given
      var client = controlPlane.client();
      client
          .resource(new NamespaceBuilder().withNewMetadata().withName("shop").endMetadata().build())
          .create();
      var processes = new ScriptedPods(PodKey.random());
      try (var kubelet = Kubelet.start(client, "shop", LABELS, processes)) {

        // When
        client.resource(deployment(3, FreePort.on("127.20.0.1"))).create();

        // Then
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(kubelet.processes()).isEqualTo(3));
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(readyReplicas(client)).isEqualTo(3));
        assertThat(processes.all())
            .allSatisfy(
                pod -> {
                  assertThat(pod.identity().address()).startsWith("127.");
                  new Socket(InetAddress.ofLiteral(pod.identity().address()), pod.identity().port())
                      .close();
                })
            .extracting(pod -> pod.identity().address())
            .doesNotHaveDuplicates();

        // When
        client.namespaces().withName("shop").delete();

        // Then
        await()
            .atMost(Duration.ofSeconds(90))
            .untilAsserted(
                () -> {
                  assertThat(client.namespaces().withName("shop").get()).isNull();
                  assertThat(kubelet.processes()).isZero();
                });
      }
    }
  }

  private static int readyReplicas(KubernetesClient client) {
    var status =
        client.apps().deployments().inNamespace("shop").withName("shop-web").get().getStatus();
    return status.getReadyReplicas() == null ? 0 : status.getReadyReplicas();
  }

  private static Deployment deployment(int replicas, int port) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withNamespace("shop")
        .withName("shop-web")
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withNewSelector()
        .withMatchLabels(LABELS)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(LABELS)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("app")
        .withImage("app")
        .addNewPort()
        .withName("cache-admin")
        .withContainerPort(port)
        .endPort()
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
