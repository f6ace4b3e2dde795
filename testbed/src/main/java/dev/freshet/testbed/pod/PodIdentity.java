package dev.freshet.testbed.pod;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Who a pod is and where it listens.
 *
 * @param path the base path, in front of {@code /v1/…}
 * @param keys any of them may have signed a call; none closes the pod to everybody
 */
public record PodIdentity(
    String name,
    String uid,
    String address,
    int port,
    String path,
    List<PodKey> keys,
    Optional<SSLContext> tls) {

  public PodIdentity {
    keys = List.copyOf(keys);
  }

  public PodIdentity withKeys(PodKey... others) {
    return new PodIdentity(name, uid, address, port, path, List.of(others), tls);
  }
}
