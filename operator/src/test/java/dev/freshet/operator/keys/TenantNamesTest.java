package dev.freshet.operator.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantNamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"acme", "a", "0", "acme-eu", "a--b", "42"})
  void aDnsLabelIsATenant(String name) {
    // When
    boolean accepted = TenantNames.DNS_LABEL.accepts(name, Separator.COLON);

    // Then
    assertThat(accepted).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-a",
        "a-",
        "A",
        "a_b",
        "a.b",
        "a:b",
        "*",
        "a*",
        "acme?",
        "[a]",
        "a b",
        "ä",
        "a\n",
        "a\0",
        "{tenant}",
        "a%3Ab",
        "٣"
      })
  void whatIsNoDnsLabelIsNone(String name) {
    // When
    boolean accepted = TenantNames.DNS_LABEL.accepts(name, Separator.COLON);

    // Then
    assertThat(accepted).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Acme_EU.1", "-", "_", "a-"})
  void aTokenIsATenant(String name) {
    // When
    boolean accepted = TenantNames.TOKEN.accepts(name, Separator.COLON);

    // Then
    assertThat(accepted).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:b", "*", "a b", "é", "a/b", "~", "a\n"})
  void whatIsNoTokenIsNone(String name) {
    // When
    boolean accepted = TenantNames.TOKEN.accepts(name, Separator.COLON);

    // Then
    assertThat(accepted).isFalse();
  }

  @Test
  void noTenantContainsTheSeparator() {
    // When
    boolean withColon = TenantNames.TOKEN.accepts("acme.eu", Separator.COLON);
    boolean withDot = TenantNames.TOKEN.accepts("acme.eu", Separator.DOT);

    // Then
    assertThat(withColon).isTrue();
    assertThat(withDot).isFalse();
  }

  @Test
  void aTenantHasAtMost63Characters() {
    // When
    var longest = "a".repeat(63);

    // Then
    for (var names : TenantNames.values()) {
      assertThat(names.accepts(longest, Separator.COLON)).isTrue();
      assertThat(names.accepts(longest + "a", Separator.COLON)).isFalse();
    }
  }

  @Test
  void whateverMayBeATenantStandsInItsKeysAsItIs() {
    Chance.forAll(
        10_000,
        chance -> {
          // Given
          var name = chance.onceIn(2) ? Hostile.value(chance) : Hostile.tenant(chance);
          var separator = Hostile.separator(chance);

          // When
          var encoded = ValueEncoding.encode(name, separator);

          // Then
          for (var names : TenantNames.values()) {
            if (names.accepts(name, separator)) {
              assertThat(encoded).isEqualTo(name);
            }
          }
        });
  }
}
