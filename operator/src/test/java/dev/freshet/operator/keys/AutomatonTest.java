package dev.freshet.operator.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.keys.Part.AppVersion;
import dev.freshet.operator.keys.Part.Bucket;
import dev.freshet.operator.keys.Part.Literal;
import dev.freshet.operator.keys.Part.Placeholder;
import dev.freshet.operator.keys.Part.Star;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomatonTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      emptyValue = "",
      value = {
        "product:{id}, product:42, true",
        "product:{id}, product:, false",
        "product:{id}, product:list:42, false",
        "product:{id}, product:42:, false",
        "product:{id}, xproduct:42, false",
        "product:list:*, product:list:, true",
        "product:list:*, product:list:a:b, true",
        "product:list:*, product:list, false",
        "{a}-{b}, 1-2-3, true",
        "{a}-{b}, -1, false",
        "{a}-{b}, 1-, false",
        "*:{a}, x:y:z, true",
        "*:{a}, x:, false",
        "*a, bab, false",
        "*a, aba, true",
        "a*b*c, abc, true",
        "a*b*c, acbbc, true",
        "a*b*c, acb, false",
        "stats:{@hour}, stats:2026112107, true",
        "stats:{@hour}, stats:202611210, false",
        "stats:{@hour}, stats:20261121071, false",
        "stats:{@hour}, stats:202611210x, false",
        "{@appVersion}:x, 1.2.3:x, true",
        "{@appVersion}:x, 1:2:x, false",
        "[a]?, [a]?, true",
        "[a]?, ab, false",
      })
  void aKeyIsJudgedAsAWhole(String template, String key, boolean expected) {
    // Given
    var automaton = Automaton.of(parts(template), Separator.COLON);

    // When
    boolean matches = automaton.matches(key.getBytes(UTF_8), 0);

    // Then
    assertThat(matches).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 62, 63, 64, 65, 127, 128, 129, 255})
  void aPatternMayBeLongerThanAWord(int length) {
    // Given
    var text = "ab".repeat(128).substring(0, length);
    var automaton = Automaton.of(parts("*" + text), Separator.COLON);

    // When
    boolean whole = automaton.matches(("abab" + text).getBytes(UTF_8), 0);
    boolean short1 = automaton.matches(text.substring(1).getBytes(UTF_8), 0);
    boolean wrong = automaton.matches((text + "!").getBytes(UTF_8), 0);

    // Then
    assertThat(whole).isEqualTo(true);
    assertThat(short1).isFalse();
    assertThat(wrong).isFalse();
  }

  @Test
  void bytesThatAreNoTextAreMatchedToo() {
    // Given
    var automaton = Automaton.of(parts("{a}:*"), Separator.COLON);
    byte[] key = {(byte) 0xFF, (byte) 0x80, ':', 0, (byte) 0xC3};

    // When
    boolean matches = automaton.matches(key, 0);

    // Then
    assertThat(matches).isTrue();
  }

  @Test
  void readsLikeAMatcherThatTriesEverything() {
    Chance.forAll(
        20_000,
        chance -> {
          // Given
          var parts = smallParts(chance);
          var key = chance.stringOf(chance.below(10), List.of("a", "b", ":", "1")).getBytes(UTF_8);

          // When
          boolean matches = Automaton.of(parts, Separator.COLON).matches(key, 0);

          // Then
          assertThat(matches)
              .as("%s against %s", new String(key, UTF_8), parts)
              .isEqualTo(tryEverything(parts, key, 0));
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*a*a*a*b",
        "*{a}a{b}a{c}a{d}b",
        "{a}a{b}a{c}a{d}a{e}a{f}a{g}a{h}b",
        "*aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"
      })
  void noKeyCostsMoreThanOneStepForEachByteAndWord(String template) {
    // Given
    var automaton = Automaton.of(unchecked(template), Separator.COLON);
    int words = template.length() > 64 ? 2 : 1;

    for (int length : List.of(1_000, 10_000, 100_000)) {
      // When
      int steps = ~automaton.walk("a".repeat(length).getBytes(UTF_8), 0);

      // Then
      assertThat(steps).isEqualTo(length * words);
    }
  }

  @Test
  void whatAnOpenEndLetsThroughIsNotRead() {
    // Given
    var automaton = Automaton.of(parts("a:{id}:*"), Separator.COLON);

    // When
    int steps = automaton.walk(("a:1:" + "x".repeat(100_000)).getBytes(UTF_8), 0);

    // Then
    assertThat(steps).isEqualTo(2);
  }

  private static List<Part> parts(String template) {
    return KeyTemplate.parse(template).toOptional().orElseThrow().parts();
  }

  /** Also what the parser refuses, because it is worse. */
  private static List<Part> unchecked(String template) {
    var parts = new ArrayList<Part>();
    for (var piece : template.split("(?=[*{])|(?<=[*}])", -1)) {
      if (!piece.isEmpty()) {
        parts.add(
            switch (piece.charAt(0)) {
              case '*' -> new Star();
              case '{' -> new Placeholder(piece);
              default -> new Literal(piece);
            });
      }
    }
    return parts;
  }

  private static List<Part> smallParts(Chance chance) {
    var parts = new ArrayList<Part>();
    for (int i = chance.below(7); i > 0; i--) {
      parts.add(
          switch (chance.below(6)) {
            case 0 -> new Star();
            case 1 -> new Placeholder("p");
            case 2 -> new AppVersion();
            default ->
                new Literal(chance.stringOf(1 + chance.below(3), List.of("a", "b", ":", "1")));
          });
    }
    if (chance.onceIn(50)) {
      parts.add(new Bucket(TimeBucket.MONTH));
    }
    return parts;
  }

  private static boolean tryEverything(List<Part> parts, byte[] key, int from) {
    if (parts.isEmpty()) {
      return from == key.length;
    }
    var rest = parts.subList(1, parts.size());
    return switch (parts.getFirst()) {
      case Literal(String text) ->
          new String(key, from, key.length - from, UTF_8).startsWith(text)
              && tryEverything(rest, key, from + text.length());
      case Star _ ->
          tryEverything(rest, key, from)
              || (from < key.length && tryEverything(parts, key, from + 1));
      case Placeholder _, AppVersion _ ->
          from < key.length
              && key[from] != ':'
              && (tryEverything(rest, key, from + 1) || tryEverything(parts, key, from + 1));
      case Bucket(TimeBucket bucket) ->
          from + bucket.digits() <= key.length
              && new String(key, from, bucket.digits(), UTF_8).matches("[0-9]+")
              && tryEverything(rest, key, from + bucket.digits());
    };
  }
}
