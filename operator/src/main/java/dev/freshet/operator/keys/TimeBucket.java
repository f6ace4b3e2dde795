package dev.freshet.operator.keys;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * A placeholder such as {@code {@hour}} that the clock fills, so that a key gets a new name with
 * each hour and the old one is simply never read again.
 *
 * <p>Always digits and always of one length: two buckets can neither be confused nor run into what
 * stands beside them. In the hour that a change from daylight saving repeats, the name repeats too.
 */
public enum TimeBucket {
  MINUTE("uuuuMMddHHmm"),
  HOUR("uuuuMMddHH"),
  DAY("uuuuMMdd"),
  MONTH("uuuuMM");

  private final DateTimeFormatter format;
  private final int digits;

  TimeBucket(String pattern) {
    this.format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    this.digits = pattern.length();
  }

  static Optional<TimeBucket> of(String name) {
    for (var bucket : values()) {
      if (bucket.toString().equals(name)) {
        return Optional.of(bucket);
      }
    }
    return Optional.empty();
  }

  /** The digits that stand in a key at this instant, as clocks in this zone show it. */
  public String at(Instant instant, ZoneId zone) {
    return format.format(instant.atZone(zone));
  }

  int digits() {
    return digits;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
