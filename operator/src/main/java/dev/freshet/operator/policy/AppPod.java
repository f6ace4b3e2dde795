package dev.freshet.operator.policy;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a policy needs to know of a pod.
 *
 * @param incarnation changes when the pod or one of its containers starts anew: what was known of
 *     its processes is void then
 * @param counts whether all containers are ready and the pod is not going away
 */
record AppPod(
    String namespace,
    String name,
    String uid,
    String incarnation,
    Map<String, String> labels,
    String ip,
    boolean hostNetwork,
    Map<String, Integer> ports,
    boolean counts) {

  static AppPod of(Pod pod) {
    var metadata = pod.getMetadata();
    return new AppPod(
        metadata.getNamespace(),
        metadata.getName(),
        metadata.getUid(),
        metadata.getUid() + starts(pod),
        Objects.requireNonNullElse(metadata.getLabels(), Map.of()),
        ip(pod),
        Boolean.TRUE.equals(pod.getSpec().getHostNetwork()),
        ports(pod),
        metadata.getDeletionTimestamp() == null && containersReady(pod));
  }

  /** The number of a port that is given by number or by the name that a container gives it. */
  OptionalInt port(IntOrString port) {
    if (port.getIntVal() != null) {
      return OptionalInt.of(port.getIntVal());
    }
    var number = ports.get(port.getStrVal());
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static String ip(Pod pod) {
    return pod.getStatus() == null
        ? ""
        : Objects.requireNonNullElse(pod.getStatus().getPodIP(), "");
  }

  private static boolean containersReady(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(c -> "ContainersReady".equals(c.getType()) && "True".equals(c.getStatus()));
  }

  private static String starts(Pod pod) {
    var statuses =
        pod.getStatus() == null
            ? List.<ContainerStatus>of()
            : pod.getStatus().getContainerStatuses();
    return statuses.stream()
        .map(s -> "/" + s.getRestartCount() + "@" + startedAt(s))
        .sorted()
        .collect(joining());
  }

  private static String startedAt(ContainerStatus status) {
    var running = status.getState() == null ? null : status.getState().getRunning();
    return running == null ? "" : Objects.requireNonNullElse(running.getStartedAt(), "");
  }

  // A sidecar is an init container that goes on running: its ports count as well.
  private static Map<String, Integer> ports(Pod pod) {
    var ports = new TreeMap<String, Integer>();
    Stream.concat(
            pod.getSpec().getContainers().stream(), pod.getSpec().getInitContainers().stream())
        .map(Container::getPorts)
        .flatMap(List::stream)
        .filter(port -> port.getName() != null)
        .forEach(port -> ports.putIfAbsent(port.getName(), port.getContainerPort()));
    return ports;
  }
}
