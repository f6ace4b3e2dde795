package dev.freshet.operator.keys;

import dev.freshet.operator.keys.Parsed.Malformed;
import dev.freshet.operator.keys.Parsed.Valid;
import dev.freshet.operator.keys.Part.Placeholder;
import dev.freshet.operator.keys.TemplateParser.Located;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A family of keys, relative to the prefix: {@code student_dashboard:{student_id}:*}. */
public final class KeyTemplate {
  private final List<Part> parts;

  private KeyTemplate(List<Part> parts) {
    this.parts = parts;
  }

  /** Reads one entry of {@code caches[].keys} or of {@code scope.keyPatterns}. */
  public static Parsed<KeyTemplate> parse(String text) {
    return parse(text, Dialect.KEY);
  }

  /** Reads a {@code versionKey}: text and placeholders only. */
  public static Parsed<KeyTemplate> parseVersionKey(String text) {
    return parse(text, Dialect.VERSION_KEY);
  }

  /** Reads one element of a client key: text and placeholders only. */
  public static Parsed<KeyTemplate> parseClientKey(String text) {
    return parse(text, Dialect.CLIENT_KEY);
  }

  private static Parsed<KeyTemplate> parse(String text, Dialect dialect) {
    return TemplateParser.parse(text, dialect)
        .then(
            located ->
                located.isEmpty()
                    ? new Malformed<>(1, "empty: write the key that the app uses")
                    : new Valid<>(new KeyTemplate(located.stream().map(Located::part).toList())));
  }

  List<Part> parts() {
    return parts;
  }

  /** The names of its placeholders in the order in which they stand, without time buckets. */
  public Set<String> placeholders() {
    var names = new LinkedHashSet<String>();
    for (var part : parts) {
      if (part instanceof Placeholder(String name)) {
        names.add(name);
      }
    }
    return names;
  }

  /**
   * The template without the names of its placeholders: two templates of one shape are the same
   * keys, whatever their authors call the values.
   */
  public String shape() {
    return parts.stream()
        .map(part -> part instanceof Placeholder ? "{}" : part.toString())
        .collect(Collectors.joining());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyTemplate template && parts.equals(template.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /** As its author wrote it. */
  @Override
  public String toString() {
    return parts.stream().map(Part::toString).collect(Collectors.joining());
  }
}
