package dev.freshet.operator.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.operator.keys.Part.AppVersion;
import dev.freshet.operator.keys.Part.Bucket;
import dev.freshet.operator.keys.Part.Literal;
import dev.freshet.operator.keys.Part.Placeholder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Whole keys of a tenant, or of all: a template below its root, with the values known so far. */
public final class KeyPattern {
  /** What means something to a glob. */
  private static final Pattern LOADED = Pattern.compile("[*?\\[\\]\\\\]");

  private final KeyRoot root;
  private final List<Part> parts;

  KeyPattern(KeyRoot root, List<Part> parts) {
    this.root = root;
    this.parts = parts;
  }

  /** Puts values into the placeholders of these names; the others stay open. */
  public KeyPattern with(Map<String, String> parameters) {
    return replace(
        part ->
            part instanceof Placeholder(String name)
                ? Optional.ofNullable(parameters.get(name)).map(this::encoded).orElse(part)
                : part);
  }

  /** Puts this time into the time buckets. */
  public KeyPattern at(Instant instant, ZoneId zone) {
    return replace(
        part ->
            part instanceof Bucket(TimeBucket bucket)
                ? new Literal(bucket.at(instant, zone))
                : part);
  }

  /** Puts in the version of the program that makes the key. */
  public KeyPattern appVersion(String version) {
    return replace(part -> part instanceof AppVersion ? encoded(version) : part);
  }

  private Part encoded(String value) {
    return new Literal(ValueEncoding.encode(value, root.separator()));
  }

  private KeyPattern replace(UnaryOperator<Part> replacement) {
    return new KeyPattern(root, parts.stream().map(replacement).toList());
  }

  /** What decides about a key, byte for byte. */
  public KeyMatcher matcher() {
    return new KeyMatcher(root, Automaton.of(parts, root.separator()));
  }

  /**
   * A pattern for SCAN's MATCH that lets every key of this pattern through, and perhaps others: it
   * narrows what Redis sends and decides nothing.
   */
  public byte[] glob() {
    return toString().getBytes(UTF_8);
  }

  /** The text that all keys of this pattern begin with. */
  public String literalStart() {
    var start = new StringBuilder(root.before());
    if (!root.isOpen()) {
      for (var part : parts) {
        if (!(part instanceof Literal(String text))) {
          break;
        }
        start.append(text);
      }
    }
    return start.toString();
  }

  /** The one key of this pattern, if nothing in it is open. */
  public Optional<byte[]> key() {
    return !root.isOpen() && parts.stream().allMatch(Literal.class::isInstance)
        ? Optional.of(literalStart().getBytes(UTF_8))
        : Optional.empty();
  }

  /** The glob as text, which is also how people are shown a pattern. */
  @Override
  public String toString() {
    var glob = new StringBuilder(escaped(root.before()));
    if (root.isOpen()) {
      glob.append('*').append(escaped(root.after()));
    }
    for (var part : parts) {
      glob.append(part instanceof Literal(String text) ? escaped(text) : "*");
    }
    return glob.toString();
  }

  private static String escaped(String text) {
    return LOADED.matcher(text).replaceAll("\\\\$0");
  }
}
