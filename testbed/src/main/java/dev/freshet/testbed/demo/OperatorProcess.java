package dev.freshet.testbed.demo;

import dev.freshet.testbed.ControlPlane;
import dev.freshet.testbed.FreePort;
import dev.freshet.testbed.Readiness;
import dev.freshet.testbed.process.ChildProcess;
import dev.freshet.testbed.process.Directories;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The operator as users run it: its jar, its environment, and an account with few rights. */
final class OperatorProcess {
  private static final String NAMESPACE = "freshet-system";
  private static final String ACCOUNT = "system:serviceaccount:" + NAMESPACE + ":freshet";
  private static final Duration START = Duration.ofSeconds(90);

  private final ChildProcess process;

  private OperatorProcess(ChildProcess process) {
    this.process = process;
  }

  static OperatorProcess start(ControlPlane controlPlane, Path repository) {
    var port = FreePort.onLoopback();
    var kubeconfig =
        controlPlane.kubeconfigFor(ACCOUNT, "system:serviceaccounts", "system:authenticated");
    var process =
        ChildProcess.start(
            "operator",
            Directories.create("operator"),
            Map.of(
                "KUBECONFIG",
                kubeconfig.toString(),
                "FRESHET_NAMESPACE",
                NAMESPACE,
                "FRESHET_ALLOW_LOOPBACK",
                "true",
                "FRESHET_LOG_FORMAT",
                "text",
                "FRESHET_MANAGEMENT_PORT",
                "" + port),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-jar",
                repository.resolve("operator/target/freshet-operator.jar").toString()));
    Readiness.await(process, START, () -> isReady(port));
    return new OperatorProcess(process);
  }

  Path log() {
    return process.log();
  }

  String lastLines() {
    return process.lastLines();
  }

  void awaitEnd() {
    process.ended().toCompletableFuture().join();
  }

  private static boolean isReady(int port) {
    try {
      var url = URI.create("http://127.0.0.1:" + port + "/readyz").toURL();
      var connection = (HttpURLConnection) url.openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(1000);
      return connection.getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
