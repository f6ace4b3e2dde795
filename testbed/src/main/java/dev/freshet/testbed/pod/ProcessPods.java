package dev.freshet.testbed.pod;

import dev.freshet.testbed.process.ChildProcess;
import dev.freshet.testbed.process.Directories;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A runtime that gives each pod a process of its own, with the environment that its spec asks for.
 */
public final class ProcessPods implements PodRuntime {
  private final KubernetesClient client;
  private final Map<String, String> extraEnvironment;
  private final Path directory = Directories.create("pods");

  public ProcessPods(KubernetesClient client, Map<String, String> extraEnvironment) {
    this.client = client;
    this.extraEnvironment = Map.copyOf(extraEnvironment);
  }

  @Override
  public RunningPod start(Pod pod) {
    var container = pod.getSpec().getContainers().getFirst();
    var environment = new HashMap<>(extraEnvironment);
    container
        .getEnv()
        .forEach(
            variable ->
                valueOf(variable, pod)
                    .ifPresent(value -> environment.put(variable.getName(), value)));
    environment.put("FRESHET_POD_IP", pod.getStatus().getPodIP());
    environment.put("FRESHET_PORT", "" + container.getPorts().getFirst().getContainerPort());
    var name = pod.getMetadata().getName();
    return new Running(ChildProcess.start(name, directory, environment, commandLine(name)));
  }

  /** Small and quick to start: it stands for an app and isn't one. */
  private static List<String> commandLine(String podName) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx32m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xshare:auto",
        "-cp",
        System.getProperty("java.class.path"),
        PodMain.class.getName(),
        podName);
  }

  private Optional<String> valueOf(EnvVar variable, Pod pod) {
    var source = variable.getValueFrom();
    if (source == null) {
      return Optional.ofNullable(variable.getValue());
    }
    if (source.getFieldRef() != null) {
      return Optional.ofNullable(fields(pod).get(source.getFieldRef().getFieldPath()));
    }
    var reference = source.getSecretKeyRef();
    if (reference == null) {
      return Optional.empty();
    }
    var secret =
        client
            .secrets()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(reference.getName())
            .get();
    return Optional.ofNullable(secret)
        .map(found -> Objects.requireNonNullElse(found.getData(), Map.<String, String>of()))
        .map(data -> data.get(reference.getKey()))
        .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
  }

  private static Map<String, String> fields(Pod pod) {
    return Map.of(
        "metadata.name", pod.getMetadata().getName(),
        "metadata.namespace", pod.getMetadata().getNamespace(),
        "metadata.uid", pod.getMetadata().getUid(),
        "status.podIP", pod.getStatus().getPodIP());
  }

  private record Running(ChildProcess process) implements RunningPod {
    @Override
    public CompletionStage<?> ended() {
      return process.ended();
    }

    @Override
    public void close() {
      process.kill();
    }
  }
}
