package dev.freshet.testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that nobody listens on.
 *
 * <p>Taken from below the range that kernels give to outgoing connections: a port that the kernel
 * itself proposes may be somebody's outgoing connection a moment later.
 */
public final class FreePort {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 200;

  private FreePort() {}

  public static int onLoopback() {
    return on("127.0.0.1");
  }

  public static int on(String address) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(address, port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "No free port between %d and %d on %s".formatted(LOWEST, HIGHEST, address));
  }

  private static boolean isFree(String address, int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
