package dev.freshet.operator.endpoint;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which addresses are called at all. A pod's status is written by its node, and a policy by its
 * team: neither may make the operator, which stands inside the cluster's network, call itself, a
 * node, a metadata service or the API server.
 */
public final class AddressRules {
  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._/-]{0,127}");
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  private final boolean loopbackAllowed;
  private final Set<InetAddress> apiServer;

  /**
   * @param loopbackAllowed only for a test bed, whose pods all live on this machine
   * @param apiServer the addresses of the API server, as IP literals; other words are ignored
   */
  public AddressRules(boolean loopbackAllowed, Set<String> apiServer) {
    this.loopbackAllowed = loopbackAllowed;
    this.apiServer =
        apiServer.stream()
            .map(AddressRules::parse)
            .flatMap(Optional::stream)
            .collect(Collectors.toUnmodifiableSet());
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
    Optional<InetAddress> parsed = parse(ip);
    if (parsed.isEmpty()) {
      return Optional.of("the pod's address is no IPv4 or IPv6 literal");
    }
    InetAddress address = parsed.get();
    if (apiServer.contains(address)) {
      return Optional.of("it is the API server's address");
    }
    if (address.isLoopbackAddress()) {
      return loopbackAllowed ? Optional.empty() : Optional.of("it is a loopback address");
    }
    if (address.isLinkLocalAddress()) {
      return Optional.of("it is a link-local address");
    }
    if (isUnspecified(address)) {
      return Optional.of("it is an unspecified address");
    }
    if (isMulticastOrBroadcast(address)) {
      return Optional.of("it is a multicast or broadcast address");
    }
    if (embedsIpv4(address)) {
      return Optional.of("it is an IPv6 form of an IPv4 address");
    }
    return Optional.empty();
  }

  private static boolean isUnspecified(InetAddress address) {
    return address.isAnyLocalAddress()
        || (address instanceof Inet4Address && address.getAddress()[0] == 0);
  }

  private static boolean isMulticastOrBroadcast(InetAddress address) {
    return address.isMulticastAddress() || address.getHostAddress().equals("255.255.255.255");
  }

  // Compatible (::a.b.c.d), NAT64 (64:ff9b::/32), 6to4 (2002::/16) and Teredo (2001::/32) lead to
  // an IPv4 address that none of the other rules has seen. Mapped ones are refused by parse().
  private static boolean embedsIpv4(InetAddress address) {
    if (!(address instanceof Inet6Address ipv6)) {
      return false;
    }
    byte[] b = ipv6.getAddress();
    int first = (b[0] & 0xff) << 8 | (b[1] & 0xff);
    int second = (b[2] & 0xff) << 8 | (b[3] & 0xff);
    return ipv6.isIPv4CompatibleAddress()
        || (first == 0x0064 && second == 0xff9b)
        || first == 0x2002
        || (first == 0x2001 && second == 0);
  }

  /**
   * The address that a literal stands for. Stricter than {@link InetAddress#ofLiteral}: no decimal,
   * short or octal forms of IPv4, no zones, and no IPv4 address in the clothes of IPv6.
   */
  static Optional<InetAddress> parse(String ip) {
    if (IPV4.matcher(ip).matches()) {
      return Optional.of(Inet4Address.ofLiteral(ip));
    }
    if (!ip.contains(":") || !IPV6.matcher(ip).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Inet6Address.ofLiteral(ip)).filter(Inet6Address.class::isInstance);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
