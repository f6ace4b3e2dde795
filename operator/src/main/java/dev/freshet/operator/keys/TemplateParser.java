package dev.freshet.operator.keys;

import dev.freshet.operator.keys.Parsed.Malformed;
import dev.freshet.operator.keys.Parsed.Valid;
import dev.freshet.operator.keys.Part.AppVersion;
import dev.freshet.operator.keys.Part.Bucket;
import dev.freshet.operator.keys.Part.Literal;
import dev.freshet.operator.keys.Part.Placeholder;
import dev.freshet.operator.keys.Part.Star;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a template from left to right, once. Doubled braces are taken first wherever they stand, so
 * {@code {{{tenant}}}} is a brace, the tenant and a brace, and {@code {{tenant}}} is mere text.
 *
 * <p>Two parts without text between them are refused: {@code {a}{b}} would give one key to two
 * pairs of values, and {@code user:{id}*} with 1 put in would reach user 12. A name that comes
 * twice is refused because to hold both to one value would take a matcher that can be made to run
 * long.
 */
final class TemplateParser {
  private static final int MAX_CHARACTERS = 256;
  private static final int MAX_PLACEHOLDERS = 8;
  private static final int MAX_STARS = 4;
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");

  /** A part and the character at which it begins, from 1. */
  record Located(Part part, int position) {}

  private final Dialect dialect;
  private final int[] characters;
  private final List<Located> parts = new ArrayList<>();
  private final Set<Part> placeholders = new HashSet<>();
  private final StringBuilder literal = new StringBuilder();
  private int literalStart;
  private int stars;
  private int at;

  private TemplateParser(String text, Dialect dialect) {
    this.characters = text.codePoints().toArray();
    this.dialect = dialect;
  }

  static Parsed<List<Located>> parse(String text, Dialect dialect) {
    return new TemplateParser(text, dialect).parse();
  }

  private Parsed<List<Located>> parse() {
    if (characters.length > MAX_CHARACTERS) {
      return new Malformed<>(MAX_CHARACTERS + 1, "at most 256 characters: shorten it");
    }
    while (at < characters.length) {
      Optional<Malformed<List<Located>>> problem =
          switch (characters[at]) {
            case '{' -> isDoubled() ? literal('{', 2) : braced();
            case '}' ->
                isDoubled()
                    ? literal('}', 2)
                    : malformed(at, "a } that closes nothing: write }} for a literal brace");
            case '*' -> part(new Star(), 1);
            default -> literal(characters[at], 1);
          };
      if (problem.isPresent()) {
        return problem.get();
      }
    }
    endLiteral();
    return new Valid<>(List.copyOf(parts));
  }

  private boolean isDoubled() {
    return at + 1 < characters.length && characters[at + 1] == characters[at];
  }

  private Optional<Malformed<List<Located>>> literal(int character, int length) {
    if (Character.getType(character) == Character.CONTROL) {
      return malformed(at, "a control character: leave it out");
    }
    if (Character.getType(character) == Character.SURROGATE) {
      return malformed(at, "half of a surrogate pair, which is no character: leave it out");
    }
    if (literal.isEmpty()) {
      literalStart = at;
    }
    literal.appendCodePoint(character);
    at += length;
    return Optional.empty();
  }

  private Optional<Malformed<List<Located>>> braced() {
    int close = at + 1;
    while (close < characters.length && characters[close] != '}') {
      close++;
    }
    if (close == characters.length) {
      return malformed(
          at, "a { that is never closed: write {name} for a placeholder, {{ for a literal brace");
    }
    var inside = new String(characters, at + 1, close - at - 1);
    int length = close + 1 - at;
    if (inside.startsWith("@")) {
      return clockOrVersion(inside.substring(1), length);
    }
    return NAME.matcher(inside).matches()
        ? part(new Placeholder(inside), length)
        : malformed(
            at,
            "no name for a placeholder: use a letter, then up to 62 letters, digits and _, or"
                + " write {{ and }} for literal braces");
  }

  private Optional<Malformed<List<Located>>> clockOrVersion(String name, int length) {
    if (name.equals("appVersion")) {
      return part(new AppVersion(), length);
    }
    return TimeBucket.of(name)
        .map(bucket -> part(new Bucket(bucket), length))
        .orElseGet(
            () ->
                malformed(
                    at, "after {@ comes minute}, hour}, day}, month} or appVersion}: use one"));
  }

  private Optional<Malformed<List<Located>>> part(Part part, int length) {
    if (literal.isEmpty() && !parts.isEmpty()) {
      return malformed(
          at,
          part
              + " directly after "
              + parts.getLast().part()
              + ": put text between them, best the separator, else nobody can tell where one ends"
              + " and the other begins");
    }
    var refusal = dialect.refusal(part);
    if (refusal.isPresent()) {
      return malformed(at, refusal.get());
    }
    if (part instanceof Star) {
      if (++stars > MAX_STARS) {
        return malformed(at, "at most 4 wildcards: leave this * out");
      }
    } else if (!placeholders.add(part)) {
      return malformed(at, part + " for the second time: give each placeholder its own name");
    } else if (placeholders.size() > MAX_PLACEHOLDERS) {
      return malformed(at, "at most 8 placeholders: leave " + part + " out");
    }
    endLiteral();
    parts.add(new Located(part, at + 1));
    at += length;
    return Optional.empty();
  }

  private void endLiteral() {
    if (!literal.isEmpty()) {
      parts.add(new Located(new Literal(literal.toString()), literalStart + 1));
      literal.setLength(0);
    }
  }

  private static Optional<Malformed<List<Located>>> malformed(int index, String message) {
    return Optional.of(new Malformed<>(index + 1, message));
  }
}
