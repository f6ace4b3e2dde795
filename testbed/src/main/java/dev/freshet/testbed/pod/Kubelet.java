package dev.freshet.testbed.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Gives processes to the pods of one namespace that have certain labels, which kwok only claims to
 * run. A process that dies is started again, and the API server is told, as a kubelet does:
 *
 * <pre>
 *   kwok:     pod has an address, is ready
 *   kubelet:  start the process ……… it dies → not ready → start again → restartCount + 1, ready
 *   kwok:     pod is deleted → kubelet: end the process
 * </pre>
 */
public final class Kubelet implements AutoCloseable {
  private final KubernetesClient client;
  private final PodRuntime runtime;
  private final SharedIndexInformer<Pod> pods;

  /** The uids of pods that have a process, or will have one in a moment. */
  private final Set<String> known = new HashSet<>();

  /** By pod uid. */
  private final Map<String, PodRuntime.RunningPod> running = new HashMap<>();

  private boolean closed;

  private Kubelet(
      KubernetesClient client, String namespace, Map<String, String> labels, PodRuntime runtime) {
    this.client = client;
    this.runtime = runtime;
    this.pods = client.pods().inNamespace(namespace).withLabels(labels).runnableInformer(0);
  }

  /** Begins to look after the pods, those that are there and those that come. */
  public static Kubelet start(
      KubernetesClient client, String namespace, Map<String, String> labels, PodRuntime runtime) {
    var kubelet = new Kubelet(client, namespace, labels, runtime);
    kubelet.pods.addEventHandler(kubelet.new Events());
    kubelet.pods.run();
    return kubelet;
  }

  /** How many processes run. */
  public synchronized int processes() {
    return running.size();
  }

  @Override
  public void close() {
    pods.stop();
    List<PodRuntime.RunningPod> left;
    synchronized (this) {
      closed = true;
      left = new ArrayList<>(running.values());
      running.clear();
    }
    left.forEach(PodRuntime.RunningPod::close);
  }

  private synchronized void ensureRuns(Pod pod) {
    if (closed || addressOf(pod).isEmpty() || isTerminating(pod)) {
      return;
    }
    if (known.add(pod.getMetadata().getUid())) {
      Thread.ofVirtual().start(() -> launch(pod));
    }
  }

  /** Starting takes its time: pods don't wait for each other. */
  private void launch(Pod pod) {
    var process = runtime.start(pod);
    if (!register(pod, process)) {
      process.close();
      return;
    }
    var _ = process.ended().thenRunAsync(() -> startAgain(pod, process));
  }

  private synchronized boolean register(Pod pod, PodRuntime.RunningPod process) {
    var uid = pod.getMetadata().getUid();
    if (closed || !known.contains(uid)) {
      return false;
    }
    running.put(uid, process);
    return true;
  }

  private void startAgain(Pod pod, PodRuntime.RunningPod ended) {
    synchronized (this) {
      if (closed || !running.remove(pod.getMetadata().getUid(), ended)) {
        return;
      }
    }
    writeStatus(pod, 0, false);
    launch(pod);
    writeStatus(pod, 1, true);
  }

  private void writeStatus(Pod pod, int moreRestarts, boolean ready) {
    var current = client.resource(pod).get();
    if (current == null || isTerminating(current)) {
      return;
    }
    var container = current.getStatus().getContainerStatuses().getFirst();
    var status =
        PodStatuses.running(
            List.of(current.getStatus().getPodIP()),
            container.getName(),
            container.getRestartCount() + moreRestarts,
            ready,
            Instant.now());
    client.resource(new PodBuilder(current).withStatus(status).build()).updateStatus();
  }

  private synchronized void end(Pod pod) {
    known.remove(pod.getMetadata().getUid());
    Optional.ofNullable(running.remove(pod.getMetadata().getUid()))
        .ifPresent(PodRuntime.RunningPod::close);
  }

  private static Optional<String> addressOf(Pod pod) {
    return Optional.ofNullable(pod.getStatus())
        .map(status -> status.getPodIP())
        .filter(address -> !address.isEmpty());
  }

  private static boolean isTerminating(Pod pod) {
    return Objects.nonNull(pod.getMetadata().getDeletionTimestamp());
  }

  private final class Events implements ResourceEventHandler<Pod> {
    @Override
    public void onAdd(Pod pod) {
      ensureRuns(pod);
    }

    @Override
    public void onUpdate(Pod before, Pod now) {
      ensureRuns(now);
    }

    @Override
    public void onDelete(Pod pod, boolean stateUnknown) {
      end(pod);
    }
  }
}
