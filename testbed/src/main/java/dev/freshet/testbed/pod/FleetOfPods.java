package dev.freshet.testbed.pod;

import dev.freshet.testbed.FreePort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;

/**
 * Pods of one namespace that exist in the API server and answer at their addresses, where no
 * controller and no kubelet is: this does what these would do.
 *
 * <p>All pods have the labels of the fleet, one container {@value #CONTAINER} with the named port
 * {@value #PORT_NAME}, and share one signing key, which {@link #publishKey} puts into a Secret.
 */
public final class FleetOfPods implements AutoCloseable {
  public static final String CONTAINER = "app";
  public static final String PORT_NAME = "cache-admin";
  public static final String PATH = "/freshet";
  private static final int AT_ONCE = 32;

  private final KubernetesClient client;
  private final String namespace;
  private final Map<String, String> labels;
  private final LoopbackAddresses addresses = new LoopbackAddresses();
  private final PodKey key = PodKey.random();
  private final Optional<SSLContext> tls;
  private final int port;
  private final Map<String, ScriptedPod> pods = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> restarts = new ConcurrentHashMap<>();

  private FleetOfPods(
      KubernetesClient client,
      String namespace,
      Map<String, String> labels,
      Optional<SSLContext> tls) {
    this.client = client;
    this.namespace = namespace;
    this.labels = Map.copyOf(labels);
    this.tls = tls;
    this.port = FreePort.on(addresses.next());
  }

  /** A fleet without pods, whose pods will have this label {@code app}. */
  public static FleetOfPods labelled(KubernetesClient client, String namespace, String app) {
    return new FleetOfPods(client, namespace, Map.of("app", app), Optional.empty());
  }

  /** The same, for pods that are reached by HTTPS only. */
  public FleetOfPods overTls(SSLContext context) {
    return new FleetOfPods(client, namespace, labels, Optional.of(context));
  }

  /** The number of the port that is called {@value #PORT_NAME}. */
  public int port() {
    return port;
  }

  public Map<String, String> labels() {
    return labels;
  }

  public PodKey key() {
    return key;
  }

  /** Puts the key into a Secret. */
  public void publishKey(String secretName, String entry) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(secretName)
                .endMetadata()
                .addToStringData(entry, key.text())
                .build())
        .serverSideApply();
  }

  /** A running, ready pod. */
  public ScriptedPod add(String name) {
    var pod = addPending(name);
    setReady(pod, true);
    return pod;
  }

  /** So many running, ready pods; names end in 0, 1, 2 … */
  public List<ScriptedPod> add(String prefix, int count) {
    var permits = new Semaphore(AT_ONCE);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var made =
          IntStream.range(0, count)
              .mapToObj(
                  number ->
                      executor.submit(
                          () -> {
                            permits.acquire();
                            try {
                              return add(prefix + "-" + number);
                            } finally {
                              permits.release();
                            }
                          }))
              .toList();
      var result = new ArrayList<ScriptedPod>();
      for (var pod : made) {
        result.add(pod.get());
      }
      return result;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Could not make the pods", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while making pods", e);
    }
  }

  /** A pod that listens and of which no kubelet has said anything yet. */
  public ScriptedPod addPending(String name) {
    var created = client.resource(podNamed(name)).create();
    var pod = ScriptedPod.start(identity(created, addresses.next()));
    pods.put(name, pod);
    restarts.put(name, new AtomicInteger());
    return pod;
  }

  /** A pod in the API server that nobody listens for. */
  public Pod addWithoutProcess(String name) {
    var created = client.resource(podNamed(name)).create();
    var status = PodStatuses.running(List.of(addresses.next()), CONTAINER, 0, true, Instant.now());
    return client.resource(withStatus(created, status)).updateStatus();
  }

  /** A ready pod with these addresses in its status; its process listens on the first. */
  public ScriptedPod addWithAddresses(String name, String... podIps) {
    var created = client.resource(podNamed(name)).create();
    var pod = ScriptedPod.start(identity(created, podIps[0]));
    pods.put(name, pod);
    restarts.put(name, new AtomicInteger());
    writeStatus(pod, true, List.of(podIps), 0);
    return pod;
  }

  public ScriptedPod get(String name) {
    return Objects.requireNonNull(pods.get(name), () -> "no pod " + name);
  }

  public List<ScriptedPod> all() {
    return List.copyOf(pods.values());
  }

  /** Writes the status of a running pod whose containers are ready, or are not. */
  public void setReady(ScriptedPod pod, boolean ready) {
    writeStatus(pod, ready, List.of(pod.identity().address()), restarts(pod).get());
  }

  /** The process dies with all it knew and a new one is ready, in the same pod. */
  public void restartContainer(ScriptedPod pod) {
    pod.close();
    setReady(pod, false);
    restarts(pod).incrementAndGet();
    pod.resume();
    setReady(pod, true);
  }

  /** The pod is asked to go, and takes its time: it is there, ready and terminating. */
  public void terminate(ScriptedPod pod) {
    resource(pod.name()).withGracePeriod(300).delete();
  }

  /** The pod and its process are gone. */
  public void delete(ScriptedPod pod) {
    resource(pod.name()).withGracePeriod(0).delete();
    pods.remove(pod.name());
    restarts.remove(pod.name());
    pod.close();
  }

  /** Ends all processes; the objects in the API server stay. */
  @Override
  public void close() {
    pods.values().forEach(ScriptedPod::close);
  }

  private void writeStatus(ScriptedPod pod, boolean ready, List<String> podIps, int restarts) {
    var status = PodStatuses.running(podIps, CONTAINER, restarts, ready, Instant.now());
    var current = Objects.requireNonNull(resource(pod.name()).get(), "the pod is gone");
    client.resource(withStatus(current, status)).updateStatus();
  }

  private static Pod withStatus(Pod pod, PodStatus status) {
    return new PodBuilder(pod)
        .editMetadata()
        .withManagedFields()
        .withResourceVersion(null)
        .endMetadata()
        .withStatus(status)
        .build();
  }

  private PodResource resource(String name) {
    return client.pods().inNamespace(namespace).withName(name);
  }

  private AtomicInteger restarts(ScriptedPod pod) {
    return Objects.requireNonNull(restarts.get(pod.name()), () -> "no pod " + pod.name());
  }

  private PodIdentity identity(Pod pod, String address) {
    var metadata = pod.getMetadata();
    return new PodIdentity(
        metadata.getName(), metadata.getUid(), address, port, PATH, List.of(key), tls);
  }

  private Pod podNamed(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        // On a node, so that a deleted pod waits for its kubelet, as it does everywhere.
        .withNodeName("testbed")
        .addNewContainer()
        .withName(CONTAINER)
        .withImage("app")
        .addNewPort()
        .withName(PORT_NAME)
        .withContainerPort(port)
        .endPort()
        .endContainer()
        .endSpec()
        .build();
  }
}
