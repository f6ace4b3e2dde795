package dev.freshet.operator.redis;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a server says about itself in INFO. Words that don't look like what they claim to be are
 * left out: they would be shown to people.
 */
public record ServerInfo(
    String software,
    Optional<String> version,
    Optional<String> maxmemoryPolicy,
    Mode mode,
    boolean replica) {
  private static final Pattern SOFTWARE = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
  private static final Pattern VERSION = Pattern.compile("v?[0-9][A-Za-z0-9.+-]{0,31}");
  private static final Pattern POLICY = Pattern.compile("(allkeys|volatile)-[a-z]{1,8}|noeviction");

  /** What kind of server it says it is. */
  public enum Mode {
    STANDALONE,
    SENTINEL,
    CLUSTER
  }

  /** Empty if it is not what INFO says anywhere. */
  static Optional<ServerInfo> parse(String info) {
    var fields = new HashMap<String, String>();
    info.lines()
        .map(line -> line.split(":", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> fields.putIfAbsent(pair[0], pair[1].strip()));
    if (!fields.containsKey("redis_version")) {
      return Optional.empty();
    }
    var software = word(fields, "server_name", SOFTWARE).orElse("redis");
    return Optional.of(
        new ServerInfo(
            software,
            word(fields, software + "_version", VERSION)
                .or(() -> word(fields, "redis_version", VERSION)),
            word(fields, "maxmemory_policy", POLICY),
            mode(fields),
            "slave".equals(fields.get("role"))));
  }

  private static Mode mode(Map<String, String> fields) {
    return switch (fields.getOrDefault("redis_mode", fields.getOrDefault("server_mode", ""))) {
      case "cluster" -> Mode.CLUSTER;
      case "sentinel" -> Mode.SENTINEL;
      default -> Mode.STANDALONE;
    };
  }

  private static Optional<String> word(Map<String, String> fields, String name, Pattern shape) {
    return Optional.ofNullable(fields.get(name))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .filter(word -> shape.matcher(word).matches());
  }
}
