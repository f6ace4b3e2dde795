package dev.freshet.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The addresses 127.N.0.0/16 that kwok gives to pods, reserved on this machine as long as it is
 * open: two control planes beside each other must not hand out the same pod twice.
 *
 * <p>Who listens on the last address of a network owns it; the kernel gives it back when he dies.
 */
record PodNetwork(String cidr, ServerSocket guard) implements AutoCloseable {
  private static final int FIRST = 20;
  private static final int LAST = 63;
  private static final int GUARD_PORT = 19_127;

  static PodNetwork reserve() {
    for (int second = FIRST; second <= LAST; second++) {
      try {
        var guard = new ServerSocket();
        var last = InetAddress.ofLiteral("127." + second + ".255.254");
        try {
          guard.bind(new InetSocketAddress(last, GUARD_PORT));
          return new PodNetwork("127." + second + ".0.0/16", guard);
        } catch (IOException e) {
          guard.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalStateException(
        "All networks from 127.%d to 127.%d are in use by other control planes"
            .formatted(FIRST, LAST));
  }

  @Override
  public void close() {
    try {
      guard.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
