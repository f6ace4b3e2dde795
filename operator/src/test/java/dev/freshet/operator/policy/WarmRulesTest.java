package dev.freshet.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarmRulesTest {
  private static final String CACHES =
      """
      caches:
        - {name: product, ttl: 1s, keys: ["product:{id}"]}
        - {name: reports, clientKeys: [[reports]]}
        - {name: secrets, ttl: 1s, keys: ["secret:*"], enabled: false}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "prodct -> UnknownCache @: there is no cache \"prodct\"; correct the name, or add it to"
            + " caches",
        "reports -> InvalidSpec @: cache \"reports\" has no keys, so there is nothing to fill;"
            + " leave it out",
        "secrets -> InvalidSpec @: cache \"secrets\" is not enabled, so nothing may be put into it;"
            + " leave it out, or enable it"
      })
  void whatCanNotBeFilledIsRefused(String cache, String problem) {
    // Given
    var yaml =
        """
        warm:
          onPodStart: {caches: [product, CACHE]}
          schedules: [{name: m, schedule: "@daily", caches: [product, CACHE], tenants: {names: [acme]}}]
        """;

    // When
    var problems = Judged.problems(Judged.TENANTS + CACHES + yaml.replace("CACHE", cache));

    // Then
    assertThat(problems)
        .containsExactly(
            problem.replace("@", "spec.warm.onPodStart.caches[1]"),
            problem.replace("@", "spec.warm.schedules[0].caches[1]"));
  }

  @Test
  void allTenantsAreWarmedOnlyWhereSomebodySaysWhoTheyAre() {
    // When
    var unknown = Judged.problems(Judged.TENANTS + CACHES + schedule("tenants: {all: true}"));
    var listed =
        Judged.problems(
            "keyspace: {prefix: \"{tenant}:\", tenants: {names: [acme]}}\n"
                + CACHES
                + schedule("tenants: {all: true}"));
    var elsewhere =
        Judged.problems(
            "keyspace: {prefix: \"{tenant}:\", tenants: {configMapKeyRef: {name: t, key: t}}}\n"
                + CACHES
                + schedule("tenants: {all: true}"));

    // Then
    assertThat(unknown)
        .containsExactly(
            "TenantsUnknown spec.warm.schedules[0].tenants.all: nothing says who all tenants are;"
                + " list them in keyspace.tenants, or name some here");
    assertThat(listed).isEmpty();
    assertThat(elsewhere).isEmpty();
  }

  @Test
  void aTenantAndATimeZoneMustBePossible() {
    // When
    var problems =
        Judged.problems(
            Judged.TENANTS
                + CACHES
                + schedule("tenants: {names: [acme, \"*\"]}, timeZone: Mars/Olympus"));

    // Then
    assertThat(problems)
        .containsExactly(
            "InvalidSpec spec.warm.schedules[0].timeZone: there is no time zone \"Mars/Olympus\";"
                + " use a name of the IANA database, such as Europe/Berlin or UTC",
            "InvalidSpec spec.warm.schedules[0].tenants.names[1]: no tenant can be called \"*\";"
                + " use at most 63 lower-case letters, digits and inner hyphens, or write"
                + " tenantCharset: Token");
  }

  private static String schedule(String fields) {
    return "warm: {schedules: [{name: m, schedule: \"@daily\", caches: [product], "
        + fields
        + "}]}";
  }
}
