package dev.freshet.operator.keys;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What strangers write into values, and authors into templates. */
final class Hostile {
  private static final List<String> LOADED =
      List.of(
          "*",
          "?",
          "[",
          "]",
          "[^a]",
          "[a-z]",
          "\\",
          "\\*",
          "{",
          "}",
          "{{",
          "}}",
          "{id}",
          "{tenant}",
          "{@hour}",
          "%",
          "%25",
          "%3A",
          "%00",
          "~",
          ":",
          "|",
          "/",
          "#",
          ".",
          "..",
          " ",
          "-",
          "_");
  private static final List<String> CONTROL =
      List.of("\0", "\u0001", "\t", "\n", "\r", "\u001B[31m", "\u007F", "\u0080", "\u009F");
  private static final List<String> WIDE =
      List.of(
          "é",
          "e\u0301",
          "Å",
          "\u212B",
          "A\u030A",
          "한",
          "\u1112\u1161\u11AB",
          "ﬁ",
          "ß",
          "İ",
          "😀",
          "👩\u200D💻",
          "\u202Eabc",
          "\u2028",
          "\uFEFF",
          "\u00A0",
          "\uD800",
          "\uDC00",
          "：",
          "＊");
  private static final List<String> PLAIN =
      List.of("a", "b", "acme", "acme2", "globex", "1", "42", "id", "x", "Z", "shop:1:t:globex:");

  private static final List<String> VALUES =
      Stream.of(LOADED, CONTROL, WIDE, PLAIN).flatMap(List::stream).toList();
  private static final List<String> TEXTS =
      Stream.of(
              List.of(
                  "?", "[", "]", "\\", "^", "-", "%", "{{", "}}", " ", ":", "~", "é", "한", "😀"),
              PLAIN)
          .flatMap(List::stream)
          .toList();
  private static final List<String> TENANTS =
      List.of("a", "acme", "acme2", "acme-eu", "globex", "a-a", "0", "x".repeat(63));

  private Hostile() {}

  /** Anything at all, of any length, also nothing. */
  static String value(Chance chance) {
    return chance.stringOf(chance.onceIn(8) ? 100 + chance.below(200) : chance.below(6), VALUES);
  }

  /** Literal text as an author writes it into a template, never empty. */
  static String literal(Chance chance) {
    return chance.stringOf(1 + chance.below(4), TEXTS);
  }

  static String tenant(Chance chance) {
    return chance.oneOf(TENANTS);
  }

  static Separator separator(Chance chance) {
    return chance.oneOf(List.of(Separator.values()));
  }

  /** A well-formed template with up to 4 wildcards and up to 5 placeholders. */
  static KeyTemplate template(Chance chance) {
    var open = new ArrayList<String>();
    int stars = chance.below(5);
    IntStream.range(0, stars).forEach(i -> open.add("*"));
    IntStream.range(0, chance.below(4)).forEach(i -> open.add("{p" + i + "}"));
    if (chance.onceIn(4)) {
      open.add(chance.oneOf(List.of("{@minute}", "{@hour}", "{@day}", "{@month}")));
    }
    if (chance.onceIn(8)) {
      open.add("{@appVersion}");
    }
    var text = new StringBuilder(chance.onceIn(4) ? "" : literal(chance));
    for (var part : chance.shuffled(open)) {
      text.append(part).append(literal(chance));
    }
    if (!open.isEmpty() && chance.onceIn(2)) {
      text.append(stars < 4 ? "*" : "");
    }
    var all = text.isEmpty() ? literal(chance) : text.toString();
    return KeyTemplate.parse(all).toOptional().orElseThrow();
  }

  /** A value for each placeholder. */
  static Map<String, String> parameters(KeyTemplate template, Chance chance) {
    var parameters = new LinkedHashMap<String, String>();
    template.placeholders().forEach(name -> parameters.put(name, value(chance)));
    return parameters;
  }

  /** A prefix with tenants in it. */
  static KeyRoots roots(Chance chance) {
    var separator = separator(chance);
    var prefix =
        chance.oneOf(
            List.of(
                "shop:{epoch}:t:{tenant}:", "{tenant}:", "[^]?:{{{tenant}}}:", ":1:{tenant}:x"));
    return new KeyRoots(
        KeyPrefix.parse(prefix.replace(":", separator.toString()), separator)
            .toOptional()
            .orElseThrow(),
        chance.oneOf(List.of("1", "", "a*b", "2026:1")),
        chance.oneOf(List.of(TenantNames.values())));
  }
}
