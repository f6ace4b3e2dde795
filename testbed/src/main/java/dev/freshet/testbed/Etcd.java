package dev.freshet.testbed;

import dev.freshet.testbed.binaries.Binaries;
import dev.freshet.testbed.binaries.Component;
import dev.freshet.testbed.process.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The store below the API servers. Its data is worth nothing, so nothing is synced to disk. */
record Etcd(ChildProcess process, int port) implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  static Etcd start(Binaries binaries, Path directory) {
    int port = FreePort.onLoopback();
    int peerPort = FreePort.onLoopback();
    var url = "http://127.0.0.1:" + port;
    var peerUrl = "http://127.0.0.1:" + peerPort;
    var process =
        ChildProcess.start(
            "etcd",
            directory,
            Map.of(),
            List.of(
                binaries.path(Component.ETCD).toString(),
                "--data-dir=" + directory.resolve("etcd"),
                "--listen-client-urls=" + url,
                "--advertise-client-urls=" + url,
                "--listen-peer-urls=" + peerUrl,
                "--initial-advertise-peer-urls=" + peerUrl,
                "--initial-cluster=default=" + peerUrl,
                "--unsafe-no-fsync",
                "--log-level=warn"));
    Readiness.await(process, START, () -> accepts(port));
    return new Etcd(process, port);
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  private static boolean accepts(int port) {
    try (var _ = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.kill();
  }
}
