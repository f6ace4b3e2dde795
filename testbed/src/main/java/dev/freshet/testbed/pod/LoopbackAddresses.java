package dev.freshet.testbed.pod;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Addresses of 127.0.0.0/8, of which all belong to this machine. Each fleet begins at another place
 * of 127.64.0.0/10: neighbours neither meet each other nor the pods of kwok.
 */
final class LoopbackAddresses {
  private static final int FIRST = 127 << 24 | 64 << 16;
  private static final int COUNT = 1 << 22;

  private final AtomicInteger next =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT / 256) * 256);

  String next() {
    int address = FIRST + Math.floorMod(nextHost(), COUNT);
    return "%d.%d.%d.%d"
        .formatted(address >>> 24, address >>> 16 & 255, address >>> 8 & 255, address & 255);
  }

  /** Without .0 and .255: nothing here is a network, but some programs think so. */
  private int nextHost() {
    return next.updateAndGet(last -> (last & 255) >= 254 ? (last | 255) + 2 : last + 1);
  }
}
