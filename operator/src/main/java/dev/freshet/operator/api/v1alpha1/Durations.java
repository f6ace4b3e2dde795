package dev.freshet.operator.api.v1alpha1;

import java.time.Duration;
import java.util.regex.Pattern;

/** Durations as users write them: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 1h30m}. */
public final class Durations {
  private static final Pattern WHOLE = Pattern.compile("([0-9]{1,6}(ms|s|m|h)){1,4}");
  private static final Pattern PART = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");

  private Durations() {}

  /**
   * Reads what the API server has accepted; the schemas in {@code crds/} have the same pattern.
   *
   * @throws IllegalArgumentException when the text is no duration: it did not come from a field of
   *     this API
   */
  public static Duration parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no duration: write one such as 500ms, 30s, 10m or 1h30m.");
    }
    return PART.matcher(text)
        .results()
        .map(part -> of(Long.parseLong(part.group(1)), part.group(2)))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration of(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }
}
