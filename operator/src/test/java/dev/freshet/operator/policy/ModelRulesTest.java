package dev.freshet.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRulesTest {
  private static final String CACHES =
      """
      caches:
        - {name: product, ttl: 1s, keys: ["product:{id}", "shelf:{shelf_id}:*"]}
        - {name: calendar, ttl: 1s, keys: ["cal:{user_id}:{version}"], versionKey: "v:{user_id}"}
        - {name: reports, clientKeys: [["reports", "{student_id}"]]}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{cache: product}",
        "{cache: product, bind: {id: id}}",
        "{cache: product, bind: {id: shelf.owner_id, shelf_id: _x.y9}}",
        "{cache: product, bind: {id: id, tenant: shop.slug}, action: Refresh}",
        "{cache: product, events: [ManyToMany], field: tags, bind: {id: \"@related\"}}",
        "{cache: calendar, bind: {user_id: owner_id}, action: BumpVersion}",
        "{cache: calendar}",
        "{cache: reports, bind: {student_id: id}}",
        "{clientKeys: [[a], [b, \"{id}\"]], bind: {id: id}}",
        "{clientKeys: [[a]], bind: {tenant: school.slug}}"
      })
  void whatBindsEachValueToAPlaceIsSound(String invalidation) {
    // When
    var problems = problems(Judged.TENANTS, invalidation);

    // Then
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " => ",
      value = {
        "{cache: prodct} => UnknownCache .cache: there is no cache \"prodct\"; correct the name, or"
            + " add it to caches",
        "{cache: product, bind: {idd: id}} => UnboundPlaceholder .bind.idd: cache \"product\" has"
            + " no placeholder {idd} (it has {id}, {shelf_id}); correct the name, or remove it",
        "{cache: reports, bind: {id: id}} => UnboundPlaceholder .bind.id: cache \"reports\" has no"
            + " placeholder {id} (it has {student_id}); correct the name, or remove it",
        "{cache: calendar, bind: {version: version}} => InvalidSpec .bind.version: {version} of"
            + " cache \"calendar\" comes from its versionKey; remove it, or write action:"
            + " BumpVersion",
        "{cache: calendar, action: BumpVersion} => UnboundPlaceholder .bind: BumpVersion names one"
            + " key, and {user_id} of \"v:{user_id}\" has no value; bind it",
        "{cache: product, action: BumpVersion} => InvalidSpec .action: cache \"product\" has no"
            + " versionKey to bump; add one, or write another action",
        "{cache: product, bind: {id: \"@related\"}} => InvalidSpec .bind.id: \"@related\" are the"
            + " objects that a ManyToMany change links; add field, and ManyToMany to events",
        "{cache: product, bind: {id: \"@tenant\"}} => InvalidSpec .bind.id: \"@tenant\" is no path"
            + " of attributes; write one such as student.parent_id, or \"@related\"",
        "{cache: product, bind: {id: \"a..b\"}} => InvalidSpec .bind.id: \"a..b\" is no path of"
            + " attributes; write one such as student.parent_id, or \"@related\"",
        "{cache: product, bind: {id: \"a()\"}} => InvalidSpec .bind.id: \"a()\" is no path of"
            + " attributes; write one such as student.parent_id, or \"@related\"",
        "{clientKeys: [[a, \"{id}\"]]} => UnboundPlaceholder .clientKeys[0][1]: {id} gets its value"
            + " from nowhere; add it to bind",
        "{clientKeys: [[a, \"{id}\"]], bind: {id: id, idd: id}} => UnboundPlaceholder .bind.idd:"
            + " these clientKeys have no placeholder {idd} (it has {id}); correct the name, or"
            + " remove it",
        "{clientKeys: [[a, \"{id\"]], bind: {id: id}} => InvalidSpec .clientKeys[0][1]: \"{id\","
            + " character 1: a { that is never closed: write {name} for a placeholder, {{ for a"
            + " literal brace"
      })
  void whatLeadsNowhereIsRefused(String invalidation, String problem) {
    // When
    var problems = problems(Judged.TENANTS, invalidation);

    // Then
    assertThat(problems)
        .containsExactly(problem.replaceFirst(" ", " spec.models[0].invalidates[0]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{cache: product, bind: {tenant: shop.slug}}",
        "{clientKeys: [[a]], bind: {tenant: shop.slug}}"
      })
  void withoutTenancyThereIsNoTenantToBind(String invalidation) {
    // When
    var problems = problems(Judged.NO_TENANTS, invalidation);

    // Then
    assertThat(problems)
        .containsExactly(
            "UnboundPlaceholder spec.models[0].invalidates[0].bind.tenant: with tenancy None no key"
                + " has a tenant; remove it, or write tenancy: Prefix");
  }

  @Test
  void aVersionKeyThatCanNotBeReadIsNotSaidTwice() {
    // Given
    var yaml =
        """
        caches: [{name: a, ttl: 1s, keys: ["a:{id}:{version}"], versionKey: "v:*"}]
        models: [{name: m.M, invalidates: [{cache: a, action: BumpVersion}]}]
        """;

    // When
    var problems = Judged.problems(Judged.TENANTS + yaml);

    // Then
    assertThat(problems).hasSize(1).first().asString().contains("spec.caches[0].versionKey");
  }

  @Test
  void eachModelAndInvalidationHasItsOwnPath() {
    // Given
    var yaml =
        """
        models:
          - {name: a.A, invalidates: [{cache: product}]}
          - {name: a.B, invalidates: [{cache: product}, {cache: nowhere}]}
        """;

    // When
    var problems = Judged.problems(Judged.TENANTS + CACHES + yaml);

    // Then
    assertThat(problems)
        .hasSize(1)
        .first()
        .asString()
        .startsWith("UnknownCache spec.models[1].invalidates[1].cache: ");
  }

  private static List<String> problems(String keyspace, String invalidation) {
    return Judged.problems(
        keyspace + CACHES + "models: [{name: a.A, invalidates: [" + invalidation + "]}]");
  }
}
