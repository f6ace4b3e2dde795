package dev.freshet.operator.network;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which addresses are never connected to. A pod's status is written by its node, a policy and a
 * backend by their team: none of them may make the operator, which stands inside the cluster's
 * network, call itself, a node, a metadata service or the API server.
 */
public final class ForbiddenAddresses {
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  /** Metadata services of AWS, Google, Azure, Alibaba and Oracle that are not link-local. */
  private static final Set<InetAddress> METADATA_SERVICES =
      Stream.of("fd00:ec2::254", "fd20:ce::254", "168.63.129.16", "100.100.100.200", "192.0.0.192")
          .map(InetAddress::ofLiteral)
          .collect(Collectors.toUnmodifiableSet());

  private final boolean loopbackAllowed;
  private final Set<InetAddress> apiServer;

  /**
   * @param loopbackAllowed only for a test bed, where everything lives on one machine
   * @param apiServer the addresses of the API server, as IP literals; other words are ignored
   */
  public ForbiddenAddresses(boolean loopbackAllowed, Set<String> apiServer) {
    this.loopbackAllowed = loopbackAllowed;
    this.apiServer =
        apiServer.stream()
            .map(ForbiddenAddresses::literal)
            .flatMap(Optional::stream)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Why there must be no connection to this address, in a few words; empty if there may be. */
  public Optional<String> refusal(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return loopbackAllowed ? Optional.empty() : Optional.of("it is a loopback address");
    }
    if (apiServer.contains(address)) {
      return Optional.of("it is the API server's address");
    }
    if (address.isLinkLocalAddress()) {
      return Optional.of("it is a link-local address");
    }
    if (METADATA_SERVICES.contains(address)) {
      return Optional.of("it is a metadata service's address");
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

  /**
   * The address that a literal stands for. Stricter than {@link InetAddress#ofLiteral}: no decimal,
   * short or octal forms of IPv4, no zones, and no IPv4 address in the clothes of IPv6.
   */
  public static Optional<InetAddress> literal(String ip) {
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

  private static boolean isUnspecified(InetAddress address) {
    return address.isAnyLocalAddress()
        || (address instanceof Inet4Address && address.getAddress()[0] == 0);
  }

  private static boolean isMulticastOrBroadcast(InetAddress address) {
    return address.isMulticastAddress() || address.getHostAddress().equals("255.255.255.255");
  }

  // Compatible (::a.b.c.d), NAT64 (64:ff9b::/32), 6to4 (2002::/16) and Teredo (2001::/32) lead to
  // an IPv4 address that none of the other rules has seen. Mapped ones (::ffff:a.b.c.d) are
  // turned into IPv4 by the JDK before anybody sees them.
  private static boolean embedsIpv4(InetAddress address) {
    if (!(address instanceof Inet6Address ipv6)) {
      return false;
    }
    var b = ipv6.getAddress();
    var first = (b[0] & 0xff) << 8 | (b[1] & 0xff);
    var second = (b[2] & 0xff) << 8 | (b[3] & 0xff);
    return ipv6.isIPv4CompatibleAddress()
        || (first == 0x0064 && second == 0xff9b)
        || first == 0x2002
        || (first == 0x2001 && second == 0);
  }
}
