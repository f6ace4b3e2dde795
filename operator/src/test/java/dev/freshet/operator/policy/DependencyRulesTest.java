package dev.freshet.operator.policy;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DependencyRulesTest {

  @Test
  void aDependencyThatIsNotThereIsNamed() {
    // When
    var problems = Judged.problems(caches("a: [b, prodct]", "b: []"));

    // Then
    assertThat(problems)
        .containsExactly(
            "UnknownCache spec.caches[0].dependsOn[1]: there is no cache \"prodct\"; correct the"
                + " name, or add it to caches");
  }

  @Test
  void aCycleIsShownFromItsFirstCacheToItself() {
    // When
    var problems = Judged.problems(caches("x: [a]", "a: [d, b]", "b: [c]", "c: [a]", "d: []"));

    // Then
    assertThat(problems)
        .containsExactly(
            "DependencyCycle spec.caches[1].dependsOn: a -> b -> c -> a never ends; remove one of"
                + " these dependencies");
  }

  @Test
  void aCacheThatDependsOnItselfIsACycle() {
    // When
    var problems = Judged.problems(caches("a: [a]"));

    // Then
    assertThat(problems)
        .containsExactly(
            "DependencyCycle spec.caches[0].dependsOn: a -> a never ends; remove one of these"
                + " dependencies");
  }

  @Test
  void manyWaysToOneCacheAreNoCycle() {
    // When
    var problems = Judged.problems(caches("a: [b, c]", "b: [d]", "c: [d, b]", "d: []"));

    // Then
    assertThat(problems).isEmpty();
  }

  @Test
  void aLongCycleIsShownByItsEnds() {
    // Given
    var caches =
        IntStream.range(0, 128)
            .mapToObj(i -> "c%d: [c%d]".formatted(i, (i + 1) % 128))
            .toArray(String[]::new);

    // When
    var problems = Judged.problems(caches(caches));

    // Then
    assertThat(problems)
        .containsExactly(
            "DependencyCycle spec.caches[0].dependsOn: c0 -> c1 -> c2 -> ... (124 more) -> c127 ->"
                + " c0 never ends; remove one of these dependencies");
  }

  @Test
  void asManyWaysAsAPolicyCanHaveAreSearchedOnce() {
    // Given: 16 ways on from each of 128 caches, far too many to walk one by one
    var caches =
        IntStream.range(0, 128)
            .mapToObj(
                i ->
                    "c%d: %s"
                        .formatted(
                            i,
                            IntStream.range(i + 1, Math.min(128, i + 17))
                                .mapToObj(k -> "c" + k)
                                .toList()))
            .toArray(String[]::new);

    // When
    var problems = Judged.problems(caches(caches));

    // Then
    assertThat(problems).isEmpty();
  }

  private static String caches(String... dependencies) {
    return Judged.TENANTS
        + "caches:\n"
        + IntStream.range(0, dependencies.length)
            .mapToObj(i -> dependencies[i].split(": ", 2))
            .map(
                each ->
                    "  - {name: %s, ttl: 1s, keys: [\"%s:{id}\"], dependsOn: %s}\n"
                        .formatted(each[0], each[0], each[1]))
            .collect(joining());
  }
}
