package dev.freshet.operator.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.keys.Parsed.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTemplateTest {

  @Test
  void placeholdersAreNamedInTheOrderInWhichTheyStand() {
    // Given
    var template = template("calendar_feed:{user_id}:v{version}:{@hour}:{@appVersion}:*");

    // When
    var names = template.placeholders();

    // Then
    assertThat(names).containsExactly("user_id", "version");
  }

  @Test
  void doubledBracesAreLiteralWhereverTheyStand() {
    // Given
    var template = template("{{{id}}}:{{id}}");

    // When
    var names = template.placeholders();

    // Then
    assertThat(names).containsExactly("id");
    assertThat(template.parts())
        .containsExactly(
            new Part.Literal("{"), new Part.Placeholder("id"), new Part.Literal("}:{id}"));
  }

  @Test
  void templatesThatDifferOnlyInNamesHaveOneShape() {
    // Given
    var template = template("product:{id}:{@day}:*");

    // When
    var shape = template.shape();

    // Then
    assertThat(shape).isEqualTo(template("product:{product_id}:{@day}:*").shape());
    assertThat(shape).isNotEqualTo(template("product:{id}:{@hour}:*").shape());
    assertThat(shape).isNotEqualTo(template("product:{{}}:{@day}:*").shape());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "product:{id}",
        "*",
        "a b",
        "{A9_z}",
        "{@minute}{{",
        "[a-z]?\\^",
        "한:{id}",
        "a*b*c*d*",
        "{a}:{b}:{c}:{d}:{e}:{f}:{g}:{h}"
      })
  void isWrittenAsItWasRead(String text) {
    // When
    var template = template(text);

    // Then
    assertThat(template).hasToString(text);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      value = {
        "`` -> 1 -> empty: write the key that the app uses",
        "product:{id -> 9 -> a { that is never closed: write {name} for a placeholder, {{ for a"
            + " literal brace",
        "product:id} -> 11 -> a } that closes nothing: write }} for a literal brace",
        "product:{} -> 9 -> no name for a placeholder: use a letter, then up to 62 letters, digits"
            + " and _, or write {{ and }} for literal braces",
        "product:{a b} -> 9 -> no name for a placeholder: use a letter, then up to 62 letters,"
            + " digits and _, or write {{ and }} for literal braces",
        "{1a} -> 1 -> no name for a placeholder: use a letter, then up to 62 letters, digits and _,"
            + " or write {{ and }} for literal braces",
        "{@week} -> 1 -> after {@ comes minute}, hour}, day}, month} or appVersion}: use one",
        "{@Hour} -> 1 -> after {@ comes minute}, hour}, day}, month} or appVersion}: use one",
        "a{b}{c} -> 5 -> {c} directly after {b}: put text between them, best the separator, else"
            + " nobody can tell where one ends and the other begins",
        "user:{id}* -> 10 -> * directly after {id}: put text between them, best the separator, else"
            + " nobody can tell where one ends and the other begins",
        "** -> 2 -> * directly after *: put text between them, best the separator, else nobody can"
            + " tell where one ends and the other begins",
        "{id}:{id} -> 6 -> {id} for the second time: give each placeholder its own name",
        "{@day}:{@day} -> 8 -> {@day} for the second time: give each placeholder its own name",
        "t:{tenant} -> 3 -> {tenant} belongs into keyspace.prefix: name this placeholder"
            + " otherwise",
        "v:{epoch} -> 3 -> {epoch} belongs into keyspace.prefix: name this placeholder otherwise",
        "a*b*c*d*e* -> 10 -> at most 4 wildcards: leave this * out",
        "{a}.{b}.{c}.{d}.{e}.{f}.{g}.{h}.{i} -> 33 -> at most 8 placeholders: leave {i} out",
      })
  void aMalformedTemplateSaysWhereAndWhatToWriteInstead(String text, int position, String message) {
    // When
    var parsed = KeyTemplate.parse(text);

    // Then
    assertThat(parsed).isEqualTo(new Malformed<>(position, message));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 13, 27, 31, 0x7F, 0x80, 0x85, 0x9F})
  void aControlCharacterIsRefused(int character) {
    // When
    var parsed = KeyTemplate.parse("ab" + Character.toString(character));

    // Then
    assertThat(parsed).isEqualTo(new Malformed<>(3, "a control character: leave it out"));
  }

  @Test
  void halfASurrogatePairIsRefused() {
    // When
    var parsed = KeyTemplate.parse("a😀\uD83D");

    // Then
    assertThat(parsed)
        .isEqualTo(
            new Malformed<>(3, "half of a surrogate pair, which is no character: leave it out"));
  }

  @Test
  void lengthIsCountedInCharactersAndNotInBytes() {
    // When
    var longest = KeyTemplate.parse("😀".repeat(256));
    var tooLong = KeyTemplate.parse("x".repeat(257));

    // Then
    assertThat(longest.toOptional()).isPresent();
    assertThat(tooLong).isEqualTo(new Malformed<>(257, "at most 256 characters: shorten it"));
  }

  @Test
  void aPlaceholderNameHasAtMost63Characters() {
    // When
    var longest = KeyTemplate.parse("{" + "n".repeat(63) + "}");
    var tooLong = KeyTemplate.parse("{" + "n".repeat(64) + "}");

    // Then
    assertThat(longest.toOptional()).isPresent();
    assertThat(tooLong.toOptional()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "v:{@hour} -> 3 -> a version key is one key, which the operator must be able to name: leave"
            + " out {@hour}",
        "v:* -> 3 -> a version key is one key, which the operator must be able to name: leave out"
            + " *",
        "v:{tenant} -> 3 -> {tenant} belongs into keyspace.prefix: name this placeholder otherwise"
      })
  void aVersionKeyIsOneKey(String text, int position, String message) {
    // When
    var parsed = KeyTemplate.parseVersionKey(text);

    // Then
    assertThat(parsed).isEqualTo(new Malformed<>(position, message));
    assertThat(KeyTemplate.parseVersionKey("v:{user_id}").toOptional()).isPresent();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "p* -> 2 -> a client key has no wildcard: a shorter list already stands for all that begin"
            + " with it",
        "{@day} -> 1 -> a client key is made of text and placeholders: leave out {@day}",
        "{@appVersion} -> 1 -> a client key is made of text and placeholders: leave out"
            + " {@appVersion}"
      })
  void aClientKeyHasNoWildcardAndNoClock(String text, int position, String message) {
    // When
    var parsed = KeyTemplate.parseClientKey(text);

    // Then
    assertThat(parsed).isEqualTo(new Malformed<>(position, message));
    assertThat(KeyTemplate.parseClientKey("{id}").toOptional()).isPresent();
  }

  @Test
  void templatesAreEqualWhenTheyReadTheSame() {
    // When
    var template = template("a:{b}");

    // Then
    assertThat(template).isEqualTo(template("a:{b}")).hasSameHashCodeAs(template("a:{b}"));
    assertThat(template).isNotEqualTo(template("a:{c}"));
  }

  private static KeyTemplate template(String text) {
    return KeyTemplate.parse(text).toOptional().orElseThrow();
  }
}
