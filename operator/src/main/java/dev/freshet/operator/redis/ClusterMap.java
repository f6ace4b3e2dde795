package dev.freshet.operator.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which primaries serve the slots of a cluster, as one of its nodes tells.
 *
 * @param complete whether each slot has one
 */
record ClusterMap(Set<RedisAddress> primaries, boolean complete) {
  private static final int SLOTS = 16_384;

  /**
   * Reads the answer of {@code CLUSTER SLOTS}: a list of {@code [first, last, [host, port, …], …]},
   * where the first server is the primary. A node that doesn't know its own name leaves it out:
   * then it is at the host that was asked.
   */
  static ClusterMap parse(List<Object> ranges, String askedHost) {
    var primaries = new LinkedHashSet<RedisAddress>();
    var covered = 0L;
    for (var range : ranges) {
      var parts = (List<?>) range;
      var primary = (List<?>) parts.get(2);
      covered += (Long) parts.get(1) - (Long) parts.get(0) + 1;
      var host = primary.get(0) instanceof byte[] name ? new String(name, UTF_8) : "";
      RedisAddress.announced(host.isEmpty() ? askedHost : host, String.valueOf(primary.get(1)))
          .ifPresent(primaries::add);
    }
    return new ClusterMap(primaries, covered == SLOTS);
  }
}
