package dev.freshet.operator.keys;

import dev.freshet.operator.keys.Parsed.Malformed;
import dev.freshet.operator.keys.Parsed.Valid;
import dev.freshet.operator.keys.Part.Placeholder;
import dev.freshet.operator.keys.TemplateParser.Located;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What every key of a policy begins with: {@code shop:{epoch}:t:{tenant}:}.
 *
 * <p>Where a tenant ends must be certain, else {@code acme} also means {@code acme2}. So the tenant
 * is followed by the separator or by a literal brace, which no tenant can contain. Braces are read
 * as tokens and never searched for: {@code shop:{{tenant}}:} has no tenant at all.
 */
public final class KeyPrefix {
  static final Part TENANT = new Placeholder(Dialect.TENANT);

  private final List<Part> parts;
  private final Separator separator;

  private KeyPrefix(List<Part> parts, Separator separator) {
    this.parts = parts;
    this.separator = separator;
  }

  /** Reads {@code keyspace.prefix}; whether the tenancy asks for a tenant is not judged here. */
  public static Parsed<KeyPrefix> parse(String text, Separator separator) {
    return TemplateParser.parse(text, Dialect.PREFIX)
        .then(located -> withCertainEnds(located, separator));
  }

  private static Parsed<KeyPrefix> withCertainEnds(List<Located> located, Separator separator) {
    for (int i = 0; i < located.size(); i++) {
      var part = located.get(i).part();
      var next = i + 1 < located.size() ? located.get(i + 1).part().toString() : "";
      if (part.equals(TENANT) && !next.startsWith(separator.toString()) && !next.startsWith("}}")) {
        return new Malformed<>(
            located.get(i).position(),
            "write \""
                + separator
                + "\" or }} directly after {tenant}: else tenant acme also means acme2");
      }
      if (part instanceof Placeholder && next.isEmpty()) {
        return new Malformed<>(
            located.get(i).position(),
            "write \"" + separator + "\" after {epoch}: else the keys of epochs 1 and 11 mix");
      }
    }
    return new Valid<>(new KeyPrefix(located.stream().map(Located::part).toList(), separator));
  }

  List<Part> parts() {
    return parts;
  }

  Separator separator() {
    return separator;
  }

  /** Whether tenants have keys of their own under this prefix. */
  public boolean hasTenant() {
    return parts.contains(TENANT);
  }

  /** As its author wrote it. */
  @Override
  public String toString() {
    return parts.stream().map(Part::toString).collect(Collectors.joining());
  }
}
