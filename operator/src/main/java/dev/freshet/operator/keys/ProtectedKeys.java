package dev.freshet.operator.keys;

import dev.freshet.operator.keys.Part.Literal;
import dev.freshet.operator.keys.Part.Star;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keys that are never removed, whatever a flush says: those of a backend's {@code
 * protectedKeyPatterns}, and Freshet's own.
 */
public final class ProtectedKeys {
  /** What the keys of Freshet itself begin with. */
  public static final String OWN = "freshet:";

  private final List<Automaton> patterns;

  /**
   * @param patterns each a whole key in which {@code *} is any run of bytes and all else, braces
   *     included, means itself
   */
  public ProtectedKeys(List<String> patterns) {
    this.patterns =
        Stream.concat(Stream.of(OWN + "*"), patterns.stream()).map(ProtectedKeys::read).toList();
  }

  private static Automaton read(String pattern) {
    var parts = new ArrayList<Part>();
    var texts = pattern.split("\\*", -1);
    for (int i = 0; i < texts.length; i++) {
      if (i > 0) {
        parts.add(new Star());
      }
      if (!texts[i].isEmpty()) {
        parts.add(new Literal(texts[i]));
      }
    }
    // No placeholder asks for the separator here.
    return Automaton.of(parts, Separator.COLON);
  }

  /** Whether this key must stay. */
  public boolean protects(byte[] key) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(key, 0));
  }
}
