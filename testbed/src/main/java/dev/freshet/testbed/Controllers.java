package dev.freshet.testbed;

import dev.freshet.testbed.binaries.Binaries;
import dev.freshet.testbed.binaries.Component;
import dev.freshet.testbed.process.ChildProcess;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What makes pods out of Deployments: controller manager, scheduler, and kwok in place of kubelets.
 *
 * <p>kwok says of each pod that it runs and gives it an address 127.20.x.y (or, beside another
 * control plane, 127.21.x.y and so on). All of these belong to this machine, so whatever listens on
 * such an address is that pod.
 */
record Controllers(PodNetwork network, List<ChildProcess> processes) implements AutoCloseable {
  private static final String NODE = "testbed";

  static Controllers start(
      Binaries binaries, Path directory, ApiServer apiServer, Credentials credentials) {
    var kubeconfig = "--kubeconfig=" + apiServer.kubeconfig();
    createNode(apiServer.client());
    var network = PodNetwork.reserve();
    return new Controllers(
        network,
        List.of(
            ChildProcess.start(
                "kube-controller-manager",
                directory,
                Map.of(),
                List.of(
                    binaries.path(Component.CONTROLLER_MANAGER).toString(),
                    kubeconfig,
                    "--leader-elect=false",
                    "--secure-port=0",
                    "--service-account-private-key-file=" + credentials.serviceAccountKey(),
                    "--root-ca-file=" + credentials.authorityFile(),
                    "--kube-api-qps=500",
                    "--kube-api-burst=1000")),
            ChildProcess.start(
                "kube-scheduler",
                directory,
                Map.of(),
                List.of(
                    binaries.path(Component.SCHEDULER).toString(),
                    kubeconfig,
                    "--leader-elect=false",
                    "--secure-port=0",
                    "--kube-api-qps=500",
                    "--kube-api-burst=1000")),
            ChildProcess.start(
                "kwok",
                directory,
                Map.of("HOME", directory.toString()),
                List.of(
                    binaries.path(Component.KWOK).toString(),
                    kubeconfig,
                    "--manage-all-nodes=true",
                    "--cidr=" + network.cidr(),
                    "--node-ip=127.0.0.1",
                    "--config=" + kwokStages(directory),
                    // Without leases the node, and all pods with it, is called not ready after 50
                    // s.
                    "--node-lease-duration-seconds=40"))));
  }

  /** Throws with its last words if one of them has ended. */
  void requireAlive() {
    for (var process : processes) {
      if (!process.isAlive()) {
        throw new StartFailure(process.name() + " ended", process.lastLines());
      }
    }
  }

  @Override
  public void close() {
    processes.forEach(ChildProcess::kill);
    network.close();
  }

  private static Path kwokStages(Path directory) {
    var file = directory.resolve("kwok-stages.yaml");
    try (var in = Controllers.class.getResourceAsStream("kwok-stages.yaml")) {
      Files.copy(Objects.requireNonNull(in, "kwok-stages.yaml is missing in the test bed"), file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void createNode(KubernetesClient client) {
    client
        .resource(
            new NodeBuilder()
                .withNewMetadata()
                .withName(NODE)
                .addToLabels("kubernetes.io/hostname", NODE)
                .addToLabels("kubernetes.io/os", "linux")
                .endMetadata()
                .build())
        .create();
  }
}
