package dev.freshet.benchmarks;

import java.net.InetSocketAddress;

/** Loopback addresses that stand for pods: 127.20.… answers, 127.21.… is silent. */
final class PodAddresses {
  private static final int ANSWERING = 20;
  private static final int SILENT = 21;

  private PodAddresses() {}

  static String answering(int pod) {
    return address(ANSWERING, pod);
  }

  static String silent(int pod) {
    return address(SILENT, pod);
  }

  static boolean silent(InetSocketAddress address) {
    return address.getAddress().getAddress()[1] == SILENT;
  }

  private static String address(int kind, int pod) {
    return "127.%d.%d.%d".formatted(kind, pod / 250, pod % 250 + 1);
  }
}
