package dev.freshet.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyspaceRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{prefix: \"shop:{epoch}:t:{tenant}:\"}",
        "{prefix: \"shop:{{{tenant}}}:\"}",
        "{prefix: \"{tenant}|\", separator: \"|\"}",
        "{prefix: \"\", tenancy: None}",
        "{prefix: \":1:\", tenancy: None}",
        "{prefix: \"v{epoch}:{{tenant}}\", tenancy: None}",
        "{prefix: \"{tenant}:\", timeZone: America/Argentina/Buenos_Aires}",
        "{prefix: \"{tenant}:\", tenants: {names: [acme, acme-eu, \"42\"]}}",
        "{prefix: \"{tenant}:\", tenantCharset: Token, tenants: {names: [Acme_EU.1]}}",
        "{prefix: \"{tenant}:\", tenants: {configMapKeyRef: {name: tenants, key: list}}}"
      })
  void aSoundKeyspaceHasNoProblem(String keyspace) {
    // When
    var problems = Judged.problems("keyspace: " + keyspace);

    // Then
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      value = {
        "shop: -> \"shop:\" has no {tenant}, so all tenants would share their keys; add {tenant}"
            + " and the separator, or write tenancy: None",
        "shop:{{tenant}}}}: -> \"shop:{{tenant}}}}:\" has {tenant} in doubled braces, which is"
            + " text, so all tenants would share their keys; write {tenant}, or {{{tenant}}} for a"
            + " tenant in braces",
        "shop:{tenant} -> \"shop:{tenant}\", character 6: write \":\" or }} directly after"
            + " {tenant}: else tenant acme also means acme2",
        "shop:{id}:{tenant}: -> \"shop:{id}:{tenant}:\", character 6: a prefix has no placeholders"
            + " but {tenant} and {epoch}: write {id} in the keys of a cache instead",
        "freshet:{tenant}: -> \"freshet:{tenant}:\" begins with \"freshet:\", and such keys are"
            + " never flushed; choose another prefix",
      })
  void aPrefixThatMixesTenantsIsRefused(String prefix, String message) {
    // When
    var problems = Judged.problems("keyspace: {prefix: '" + prefix + "'}");

    // Then
    assertThat(problems).containsExactly("InvalidSpec spec.keyspace.prefix: " + message);
  }

  @Test
  void aTenantInAPrefixWithoutTenancyIsRefused() {
    // When
    var problems = Judged.problems("keyspace: {prefix: \"shop:{tenant}:\", tenancy: None}");

    // Then
    assertThat(problems)
        .containsExactly(
            "InvalidSpec spec.keyspace.prefix: \"shop:{tenant}:\" has {tenant} but tenancy is None;"
                + " remove it, or write tenancy: Prefix");
  }

  @Test
  void anotherSeparatorIsRefused() {
    // When
    var problems = Judged.problems("keyspace: {prefix: \"{tenant}-\", separator: \"-\"}");

    // Then
    assertThat(problems)
        .containsExactly(
            "InvalidSpec spec.keyspace.separator: \"-\" is no separator; use one of : | / # .");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Atlantis", "GMT+2", "+02:00", "europe/berlin", "Z"})
  void aTimeZoneThatOtherProgramsDoNotKnowIsRefused(String zone) {
    // When
    var problems =
        Judged.problems("keyspace: {prefix: \"{tenant}:\", timeZone: \"%s\"}".formatted(zone));

    // Then
    assertThat(problems)
        .containsExactly(
            "InvalidSpec spec.keyspace.timeZone: there is no time zone \"%s\"; use a name of the IANA database, such as Europe/Berlin or UTC"
                .formatted(zone));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "tenants: {names: [acme, Globex]} -> \"Globex\"; use at most 63 lower-case letters, digits"
            + " and inner hyphens, or write tenantCharset: Token",
        "tenantCharset: Token, tenants: {names: [acme, a b]} -> \"a b\"; use at most 63 letters,"
            + " digits, _ . and -",
        "tenantCharset: Token, separator: '.', tenants: {names: [acme, a.b]} -> \"a.b\"; use at"
            + " most 63 letters, digits, _ and -; the dot is the separator"
      })
  void aTenantThatNobodyCanBeCalledIsRefused(String fields, String message) {
    // When
    var problems = Judged.problems("keyspace: {prefix: \"{{{tenant}}}\", %s}".formatted(fields));

    // Then
    assertThat(problems)
        .containsExactly(
            "InvalidSpec spec.keyspace.tenants.names[1]: no tenant can be called " + message);
  }
}
