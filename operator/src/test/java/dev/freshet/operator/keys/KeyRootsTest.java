package dev.freshet.operator.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRootsTest {
  private final KeyRoots shop = roots("shop:{epoch}:t:{tenant}:", Separator.COLON);

  @Test
  void aKeyIsLocatedBelowItsTenant() {
    // Given
    var key = "shop:1:t:acme:product:42".getBytes(UTF_8);

    // When
    var ofAcme = shop.tenant("acme").orElseThrow().locate(key);
    var ofEveryTenant = shop.everyTenant().locate(key);

    // Then
    assertThat(ofAcme).contains(new KeyLocation("acme", 14));
    assertThat(ofEveryTenant).contains(new KeyLocation("acme", 14));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop:1:t:acme2:product:42",
        "shop:1:t:acm:product:42",
        "shop:1:t:acme",
        "shop:11:t:acme:x",
        "shop:1:t:ACME:x",
        "xshop:1:t:acme:x",
        "shop:1:t:",
        ""
      })
  void aKeyOfAnotherTenantIsNotLocated(String key) {
    // Given
    var acme = shop.tenant("acme").orElseThrow();

    // When
    var location = acme.locate(key.getBytes(UTF_8));

    // Then
    assertThat(location).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop:1:t::x",
        "shop:1:t:-a:x",
        "shop:1:t:a-:x",
        "shop:1:t:A:x",
        "shop:1:t:a.b:x",
        "shop:1:t:acme",
        "shop:1:t:é:x",
        "shop:1:t:aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg:x"
      })
  void everyTenantMeansThoseThatMayBeCalledSo(String key) {
    // When
    var location = shop.everyTenant().locate(key.getBytes(UTF_8));

    // Then
    assertThat(location).isEmpty();
  }

  @Test
  void aTenantThatMayNotBeCalledSoHasNoKeys() {
    // When
    var star = shop.tenant("*");
    var empty = shop.tenant("");
    var nested = shop.tenant("acme:product");

    // Then
    assertThat(star).isEmpty();
    assertThat(empty).isEmpty();
    assertThat(nested).isEmpty();
  }

  @Test
  void withoutTenantsThereIsOneRootAndNoTenant() {
    // Given
    var roots = roots(":1:", Separator.COLON);

    // When
    var location = roots.everyTenant().locate(":1:turnus_data_7".getBytes(UTF_8));

    // Then
    assertThat(location).contains(new KeyLocation("", 3));
    assertThat(roots.tenant("acme")).isEmpty();
  }

  @Test
  void aTenantInAHashTagEndsAtTheBrace() {
    // Given
    var roots = roots("shop:{{{tenant}}}:", Separator.COLON);

    // When
    var location = roots.everyTenant().locate("shop:{acme}:x".getBytes(UTF_8));

    // Then
    assertThat(location).contains(new KeyLocation("acme", 12));
    assertThat(roots.tenant("acme").orElseThrow().locate("shop:{acme2}:x".getBytes(UTF_8)))
        .isEmpty();
  }

  @Test
  void aTokenEndsAtTheSeparatorEvenWhereThatIsADot() {
    // Given
    var prefix = KeyPrefix.parse("t.{tenant}.", Separator.DOT).toOptional().orElseThrow();
    var roots = new KeyRoots(prefix, "1", TenantNames.TOKEN);

    // When
    var location = roots.everyTenant().locate("t.Acme_1.eu.x".getBytes(UTF_8));

    // Then
    assertThat(location).contains(new KeyLocation("Acme_1", 9));
  }

  @Test
  void theEpochIsEncodedLikeAnyValue() {
    // Given
    var prefix = KeyPrefix.parse("{epoch}:", Separator.COLON).toOptional().orElseThrow();
    var roots = new KeyRoots(prefix, "a:*", TenantNames.TOKEN);

    // When
    var start = roots.everyTenant().exactly("x").key();

    // Then
    assertThat(start.map(key -> new String(key, UTF_8))).isEqualTo(Optional.of("a%3A%2A:x"));
  }

  private static KeyRoots roots(String prefix, Separator separator) {
    return new KeyRoots(
        KeyPrefix.parse(prefix, separator).toOptional().orElseThrow(), "1", TenantNames.DNS_LABEL);
  }
}
