package dev.freshet.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.freshet.testbed.junit.ControlPlaneExtension;
import dev.freshet.testbed.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ControlPlaneExtension.class)
class EventRecorderIT {
  @Test
  void whatIsSaidAgainIsCountedAndNotListedTwice(KubernetesClient client, TestNamespace namespace) {
    // Given
    var about =
        new ObjectReferenceBuilder()
            .withApiVersion("freshet.dev/v1alpha1")
            .withKind("CachePolicy")
            .withNamespace(namespace.name())
            .withName("shop")
            .withUid("uid-1")
            .build();

    // When
    try (var recorder = new EventRecorder(client, Clock.systemUTC())) {
      recorder.record(about, EventRecorder.Type.WARNING, "PodUnreachable", "1 of 3\r\npods");
      recorder.record(about, EventRecorder.Type.WARNING, "PodUnreachable", "1 of 3\r\npods");
      recorder.record(about, EventRecorder.Type.NORMAL, "RolloutComplete", "3 pods run it");

      // Then
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(client.v1().events().inNamespace(namespace.name()).list().getItems())
                      .extracting(Event::getReason, Event::getMessage, Event::getCount)
                      .containsExactlyInAnyOrder(
                          tuple("PodUnreachable", "1 of 3  pods", 2),
                          tuple("RolloutComplete", "3 pods run it", 1)));
    }
  }
}
