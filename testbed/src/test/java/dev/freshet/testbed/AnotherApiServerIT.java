package dev.freshet.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnotherApiServerIT {

  @Test
  void itLagsBehindAsLongAsItsWireToTheStoreIsHeld() {
    try (var controlPlane = ControlPlane.start()) {
      // Given
      var wire = controlPlane.proxyOfStore();
      var lagging = controlPlane.anotherApiServerBehind(wire).client();
      create(controlPlane.client(), "before");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(cached(lagging)).contains("before"));

      // When
      wire.hold();
      create(controlPlane.client(), "after");

      // Then
      assertThat(cached(controlPlane.client())).contains("before", "after");
      assertThat(cached(lagging)).contains("before").doesNotContain("after");
      wire.release();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(cached(lagging)).contains("after"));
    }
  }

  /** A list as informers ask for it first: what the server happens to know. */
  private static List<String> cached(KubernetesClient client) {
    return client
        .configMaps()
        .inNamespace("default")
        .list(new ListOptionsBuilder().withResourceVersion("0").build())
        .getItems()
        .stream()
        .map(found -> found.getMetadata().getName())
        .toList();
  }

  private static void create(KubernetesClient client, String name) {
    ConfigMap map =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withNamespace("default")
            .withName(name)
            .endMetadata()
            .build();
    client.resource(map).create();
  }
}
