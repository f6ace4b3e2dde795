package dev.freshet.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheRulesTest {

  @Test
  void aTierThatIsNotThereIsNamedWhereverItIsUsed() {
    // Given
    var yaml =
        """
        ttlTiers: [{name: hot, ttl: 30s}]
        defaults: {tier: warm}
        caches:
          - {name: a, keys: [a], tier: hot}
          - {name: b, keys: [b], tier: hott}
        """;

    // When
    var problems = Judged.problems(Judged.TENANTS + yaml);

    // Then
    assertThat(problems)
        .containsExactly(
            "UnknownTier spec.defaults.tier: there is no tier \"warm\"; correct the name, or add it"
                + " to ttlTiers",
            "UnknownTier spec.caches[1].tier: there is no tier \"hott\"; correct the name, or add"
                + " it to ttlTiers");
  }

  @Test
  void keysWithoutALifeAreRefusedAndFrontEndsNeedNone() {
    // Given
    var yaml =
        """
        caches:
          - {name: a, keys: [a], ttl: 1s}
          - {name: b, keys: [b]}
          - {name: c, clientKeys: [[c]]}
        """;

    // When
    var problems = Judged.problems(Judged.TENANTS + yaml);

    // Then
    assertThat(problems)
        .containsExactly(
            "InvalidSpec spec.caches[1]: nothing says how long the entries of \"b\" live; give it"
                + " tier or ttl, or set defaults.tier");
  }

  @Test
  void everyTemplateThatCanNotBeReadIsSaidInItsPlace() {
    // Given
    var yaml =
        """
        caches:
          - {name: a, ttl: 1s, keys: ["ok:{id}", "a:{id"]}
          - {name: b, ttl: 1s, keys: ["b:{version}"], versionKey: "v:*"}
          - {name: c, clientKeys: [["c"], ["c", "{@day}"]]}
        """;

    // When
    var problems = Judged.problems(Judged.TENANTS + yaml);

    // Then
    assertThat(problems)
        .containsExactly(
            "InvalidSpec spec.caches[0].keys[1]: \"a:{id\", character 3: a { that is never closed:"
                + " write {name} for a placeholder, {{ for a literal brace",
            "InvalidSpec spec.caches[1].versionKey: \"v:*\", character 3: a version key is one key,"
                + " which the operator must be able to name: leave out *",
            "InvalidSpec spec.caches[2].clientKeys[1][1]: \"{@day}\", character 1: a client key is"
                + " made of text and placeholders: leave out {@day}");
  }

  @Test
  void twoTemplatesForTheSameKeysAreRefusedWhateverTheirPlaceholdersAreCalled() {
    // Given
    var yaml =
        """
        caches:
          - {name: product, ttl: 1s, keys: ["product:{id}", "product:list:*"]}
          - {name: goods, ttl: 1s, keys: ["goods:{id}", "product:{product_id}"]}
          - {name: twice, ttl: 1s, keys: ["t:{a}", "t:{b}"]}
        """;

    // When
    var problems = Judged.problems(Judged.TENANTS + yaml);

    // Then
    assertThat(problems)
        .containsExactly(
            "DuplicateKey spec.caches[1].keys[1]: \"product:{product_id}\" means the same keys as"
                + " \"product:{id}\" of cache \"product\"; remove one of the two",
            "DuplicateKey spec.caches[2].keys[1]: \"t:{b}\" means the same keys as \"t:{a}\" of"
                + " cache \"twice\"; remove one of the two");
  }

  @Test
  void aVersionKeyIsNoEntryAndTwoCachesMayShareOne() {
    // Given
    var yaml =
        """
        caches:
          - {name: a, ttl: 1s, keys: ["a:{id}:{version}"], versionKey: "v:{id}"}
          - {name: b, ttl: 1s, keys: ["b:{id}:{version}"], versionKey: "v:{id}"}
          - {name: c, ttl: 1s, keys: ["c:{id}:{version}"], versionKey: "d:{id}"}
          - {name: d, ttl: 1s, keys: ["d:{key}"]}
        """;

    // When
    var problems = Judged.problems(Judged.TENANTS + yaml);

    // Then
    assertThat(problems)
        .containsExactly(
            "DuplicateKey spec.caches[2].versionKey: \"d:{id}\" is also a key of cache \"d\", whose"
                + " entries would overwrite the version; choose another name");
  }

  @Test
  void everyKeyOfAVersionedCacheHoldsItsVersionAndWhatTheVersionIsOf() {
    // Given
    var yaml =
        """
        caches:
          - name: calendar
            ttl: 1s
            keys: ["feed:{user_id}:v{version}:*", "month:{user_id}", "all:{version}"]
            versionKey: "version:{user_id}"
          - {name: own, ttl: 1s, keys: ["own:{version}"], versionKey: "v:{version}"}
          - {name: front, clientKeys: [[x]], versionKey: v}
        """;

    // When
    var problems = Judged.problems(Judged.TENANTS + yaml);

    // Then
    assertThat(problems)
        .containsExactly(
            "InvalidSpec spec.caches[0].keys[1]: \"month:{user_id}\" has no {version}, so bumping"
                + " versionKey would not make it old; add {version}, or move it to a cache of its"
                + " own",
            "UnboundPlaceholder spec.caches[0].versionKey: {user_id} is not in \"all:{version}\","
                + " so a reader could not know which version holds; add it there, or leave it out"
                + " here",
            "InvalidSpec spec.caches[1].versionKey: \"v:{version}\" holds {version}, which is its"
                + " own value; name that placeholder otherwise",
            "InvalidSpec spec.caches[2].versionKey: a cache without keys has no version; add keys"
                + " that hold {version}, or remove versionKey");
  }

  @Test
  void withoutAVersionKeyAVersionIsAPlaceholderLikeAnyOther() {
    // Given
    var yaml = "caches: [{name: a, ttl: 1s, keys: [\"a:{id}:{version}\"]}]";

    // When
    var problems = Judged.problems(Judged.TENANTS + yaml);

    // Then
    assertThat(problems).isEmpty();
  }

  @Test
  void frontEndsAreToldOnlyWhatAKeyKnows() {
    // Given
    var yaml =
        """
        caches:
          - {name: a, ttl: 1s, keys: ["a:{id}", "a:list:{page}"], clientKeys: [["a", "{id}"], ["as", "{idd}"]]}
          - {name: b, ttl: 1s, keys: ["b"], clientKeys: [["b-{id}"]]}
          - {name: c, ttl: 1s, keys: ["c:{version}:{id}"], versionKey: v, clientKeys: [["c", "{version}"]]}
          - {name: d, clientKeys: [["d", "{anything}"]]}
        """;

    // When
    var problems = Judged.problems(Judged.TENANTS + yaml);

    // Then
    assertThat(problems)
        .containsExactly(
            "UnboundPlaceholder spec.caches[0].clientKeys[1][1]: {idd} is in no key of this cache"
                + " (it has {id}, {page}); correct the name, or give these clientKeys a cache"
                + " without keys",
            "UnboundPlaceholder spec.caches[1].clientKeys[0][0]: {id} is in no key of this cache"
                + " (it has none); correct the name, or give these clientKeys a cache without keys",
            "UnboundPlaceholder spec.caches[2].clientKeys[0][1]: {version} is in no key of this"
                + " cache (it has {id}); correct the name, or give these clientKeys a cache without"
                + " keys");
  }

  @Test
  void oneTypingErrorIsNotHeldAgainstWhatDependsOnIt() {
    // Given
    var yaml =
        """
        caches: [{name: a, ttl: 1s, keys: ["a:{id"], clientKeys: [["a", "{id}"]]}]
        models: [{name: m.M, invalidates: [{cache: a, bind: {id: id}}]}]
        """;

    // When
    var problems = Judged.problems(Judged.TENANTS + yaml);

    // Then
    assertThat(problems).hasSize(1).first().asString().contains("spec.caches[0].keys[0]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"freshet:{id}", "freshet:x", "freshet:*"})
  void keysOfFreshetItselfAreNobodysToCache(String key) {
    // Given
    var keyspace = "keyspace: {prefix: \"\", tenancy: None}\n";

    // When
    var problems =
        Judged.problems(keyspace + "caches: [{name: a, ttl: 1s, keys: ['%s']}]".formatted(key));

    // Then
    assertThat(problems)
        .hasSize(1)
        .first()
        .asString()
        .startsWith("InvalidSpec spec.caches[0].keys[0]: \"freshet:")
        .endsWith("begins with \"freshet:\", and such keys are never flushed; choose another name");
  }
}
