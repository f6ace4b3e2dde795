package dev.freshet.operator.endpoint;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach one pod. The caller takes all of it from the API server; {@link AddressRules}
 * decides whether it is called at all.
 *
 * @param ip an IPv4 or IPv6 literal, as in {@code status.podIPs}
 * @param hostNetwork whether the pod shares its node's network: such a pod is never called
 * @param path the base path, without {@code /v1/…}
 * @param tls present for HTTPS
 * @param timeout for the whole call: connect, TLS, request and answer together
 */
public record PodAddress(
    String podUid,
    String ip,
    boolean hostNetwork,
    int port,
    String path,
    @Nullable TlsTrust tls,
    Duration timeout) {

  /** The path without a slash at its end, so that something can be added to it. */
  String basePath() {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** As a URL has it: an IPv6 literal stands in brackets. */
  String authority() {
    return (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port;
  }
}
