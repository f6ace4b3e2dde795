package dev.freshet.operator.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.keys.Parsed.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPrefixTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop:{epoch}:t:{tenant}:",
        "{tenant}:",
        "shop:{{{tenant}}}:",
        "{{{tenant}}}",
        "{tenant}:{epoch}:",
        "{tenant}::x"
      })
  void aTenantWithACertainEndIsRead(String text) {
    // When
    var prefix = KeyPrefix.parse(text, Separator.COLON).toOptional();

    // Then
    assertThat(prefix).hasValueSatisfying(found -> assertThat(found.hasTenant()).isTrue());
    assertThat(prefix.orElseThrow()).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "shop:", "shop", ":1:", "v{epoch}:", "shop:{{tenant}}}}:", "{{tenant}}:"})
  void bracesThatAreDoubledNameNoTenant(String text) {
    // When
    var prefix = KeyPrefix.parse(text, Separator.COLON).toOptional();

    // Then
    assertThat(prefix).hasValueSatisfying(found -> assertThat(found.hasTenant()).isFalse());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "shop:{tenant} -> 6",
        "{tenant} -> 1",
        "shop:{tenant}- -> 6",
        "shop:{tenant}|x -> 6",
        "shop:{tenant}2: -> 6",
        "shop:{tenant}{{: -> 6"
      })
  void aTenantWithoutACertainEndIsRefused(String text, int position) {
    // When
    var prefix = KeyPrefix.parse(text, Separator.COLON);

    // Then
    assertThat(prefix)
        .isEqualTo(
            new Malformed<>(
                position,
                "write \":\" or }} directly after {tenant}: else tenant acme also means acme2"));
  }

  @Test
  void theSeparatorThatEndsATenantIsTheOneOfTheKeyspace() {
    // When
    var withPipe = KeyPrefix.parse("shop|{tenant}|", Separator.PIPE);
    var withColon = KeyPrefix.parse("shop|{tenant}:", Separator.PIPE);

    // Then
    assertThat(withPipe.toOptional()).isPresent();
    assertThat(withColon.toOptional()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "shop:{id}: -> 6 -> a prefix has no placeholders but {tenant} and {epoch}: write {id} in"
            + " the keys of a cache instead",
        "{@day}: -> 1 -> a prefix has no placeholders but {tenant} and {epoch}: write {@day} in the"
            + " keys of a cache instead",
        "{@appVersion}: -> 1 -> a prefix has no placeholders but {tenant} and {epoch}: write"
            + " {@appVersion} in the keys of a cache instead",
        "shop:*: -> 6 -> a prefix has no wildcard: write * in the keys of a cache instead",
        "{tenant}:{tenant}: -> 10 -> {tenant} for the second time: give each placeholder its own"
            + " name",
        "v{epoch} -> 2 -> write \":\" after {epoch}: else the keys of epochs 1 and 11 mix",
        "{epoch}{tenant}: -> 8 -> {tenant} directly after {epoch}: put text between them, best the"
            + " separator, else nobody can tell where one ends and the other begins",
        "{tenant -> 1 -> a { that is never closed: write {name} for a placeholder, {{ for a literal"
            + " brace"
      })
  void whatAPrefixCannotHoldIsRefused(String text, int position, String message) {
    // When
    var prefix = KeyPrefix.parse(text, Separator.COLON);

    // Then
    assertThat(prefix).isEqualTo(new Malformed<>(position, message));
  }
}
