package dev.freshet.operator.policy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod without what {@link AppPod} doesn't read. The informer sees every pod of the cluster, most
 * of them somebody else's, and a whole one is ten times as large.
 */
final class TrimmedPod {
  private TrimmedPod() {}

  static Pod of(Pod pod) {
    var metadata = pod.getMetadata();
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(metadata.getNamespace())
        .withName(metadata.getName())
        .withUid(metadata.getUid())
        .withResourceVersion(metadata.getResourceVersion())
        .withDeletionTimestamp(metadata.getDeletionTimestamp())
        .withLabels(metadata.getLabels())
        .endMetadata()
        .withNewSpec()
        .withHostNetwork(pod.getSpec().getHostNetwork())
        .withContainers(withPorts(pod.getSpec().getContainers()))
        .withInitContainers(withPorts(pod.getSpec().getInitContainers()))
        .endSpec()
        .withStatus(of(pod.getStatus()))
        .build();
  }

  private static List<Container> withPorts(List<Container> containers) {
    return containers.stream()
        .filter(container -> !container.getPorts().isEmpty())
        .map(container -> new ContainerBuilder().withPorts(container.getPorts()).build())
        .toList();
  }

  private static PodStatus of(@Nullable PodStatus status) {
    if (status == null) {
      return new PodStatus();
    }
    return new PodStatusBuilder()
        .withPodIP(status.getPodIP())
        .withConditions(
            status.getConditions().stream()
                .filter(condition -> "ContainersReady".equals(condition.getType()))
                .toList())
        .withContainerStatuses(status.getContainerStatuses().stream().map(TrimmedPod::of).toList())
        .build();
  }

  private static ContainerStatus of(ContainerStatus status) {
    var running = status.getState() == null ? null : status.getState().getRunning();
    return new ContainerStatusBuilder()
        .withRestartCount(status.getRestartCount())
        .withState(new ContainerState(running, null, null))
        .build();
  }
}
