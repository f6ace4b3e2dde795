package dev.freshet.operator.redis;

import java.util.Optional;
import java.util.regex.Pattern;

/** One {@code host:port} of a backend; an IPv6 host stands in brackets. */
record RedisAddress(String host, int port) {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:-]{1,253}");

  static Optional<RedisAddress> parse(String text) {
    var colon = text.lastIndexOf(':');
    if (colon < 1 || !text.substring(colon + 1).matches("\\d{1,5}")) {
      return Optional.empty();
    }
    var port = Integer.parseInt(text.substring(colon + 1));
    var host = text.substring(0, colon);
    var inBrackets = host.startsWith("[") && host.endsWith("]");
    if (port < 1 || port > 65_535 || host.contains(":") != inBrackets) {
      return Optional.empty();
    }
    return Optional.of(
        new RedisAddress(inBrackets ? host.substring(1, host.length() - 1) : host, port));
  }

  /** As a sentinel or a node of a cluster tells it, without brackets. */
  static Optional<RedisAddress> announced(String host, String port) {
    return parse((host.contains(":") ? "[" + host + "]" : host) + ":" + port)
        .filter(address -> HOST.matcher(address.host()).matches());
  }

  @Override
  public String toString() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}
