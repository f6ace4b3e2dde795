package dev.freshet.operator.endpoint;

import dev.freshet.operator.network.ForbiddenAddresses;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which addresses are called at all. A pod's status is written by its node, and a policy by its
 * team: neither may make the operator, which stands inside the cluster's network, call itself, a
 * node, a metadata service or the API server.
 */
public final class AddressRules {
  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._/-]{0,127}");

  private final ForbiddenAddresses forbidden;

  /**
   * @param loopbackAllowed only for a test bed, whose pods all live on this machine
   * @param apiServer the addresses of the API server, as IP literals; other words are ignored
   */
  public AddressRules(boolean loopbackAllowed, Set<String> apiServer) {
    this.forbidden = new ForbiddenAddresses(loopbackAllowed, apiServer);
  }

  /** Why this pod must not be called, in a few words; empty if it may be. */
  public Optional<String> refusal(PodAddress pod) {
    if (pod.hostNetwork()) {
      return Optional.of("the pod uses its node's network");
    }
    if (pod.port() < 1 || pod.port() > 65535) {
      return Optional.of("the port is not one of 1 to 65535");
    }
    return pathRefusal(pod.path()).or(() -> addressRefusal(pod.ip()));
  }

  /** Why a base path must not be used. */
  public static Optional<String> pathRefusal(String path) {
    if (!PATH.matcher(path).matches()) {
      return Optional.of("the path has other characters than A-Z a-z 0-9 . _ / - or is too long");
    }
    if (path.contains("..")) {
      return Optional.of("the path holds \"..\"");
    }
    return Optional.empty();
  }

  private Optional<String> addressRefusal(String ip) {
    return ForbiddenAddresses.literal(ip)
        .map(forbidden::refusal)
        .orElse(Optional.of("the pod's address is no IPv4 or IPv6 literal"));
  }
}
