package dev.freshet.testbed.pod;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** What a kubelet would write of a pod that runs. */
final class PodStatuses {
  private PodStatuses() {}

  static PodStatus running(
      List<String> addresses, String container, int restarts, boolean ready, Instant startedAt) {
    var started = startedAt.truncatedTo(ChronoUnit.SECONDS).toString();
    var readiness = ready ? "True" : "False";
    return new PodStatusBuilder()
        .withPhase("Running")
        .withPodIP(addresses.getFirst())
        .withPodIPs(addresses.stream().map(PodIP::new).toList())
        .withStartTime(started)
        .withConditions(
            condition("PodScheduled", "True", started),
            condition("Initialized", "True", started),
            condition("ContainersReady", readiness, started),
            condition("Ready", readiness, started))
        .withContainerStatuses(
            new ContainerStatusBuilder()
                .withName(container)
                .withReady(ready)
                .withStarted(true)
                .withRestartCount(restarts)
                .withImage("app")
                .withImageID("app")
                .withContainerID("testbed://" + UUID.randomUUID())
                .withNewState()
                .withNewRunning(started)
                .endState()
                .build())
        .build();
  }

  private static PodCondition condition(String type, String status, String since) {
    return new PodConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withLastTransitionTime(since)
        .build();
  }
}
