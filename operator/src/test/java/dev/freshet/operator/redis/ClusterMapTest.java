package dev.freshet.operator.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClusterMapTest {
  @Test
  void eachPrimaryCountsOnceHoweverManyRangesItServes() {
    var map =
        ClusterMap.parse(
            List.of(
                range(0, 99, "10.0.0.1"),
                range(100, 8191, "10.0.0.2"),
                range(8192, 16383, "10.0.0.1")),
            "10.0.0.9");

    assertThat(map.complete()).isTrue();
    assertThat(map.primaries())
        .containsExactly(new RedisAddress("10.0.0.1", 6379), new RedisAddress("10.0.0.2", 6379));
  }

  @Test
  void aNodeThatDoesNotKnowItsNameIsWhereItWasAsked() {
    var map =
        ClusterMap.parse(List.of(range(0, 5000, ""), range(5001, 16383, null)), "redis-0.redis");

    assertThat(map.primaries()).containsExactly(new RedisAddress("redis-0.redis", 6379));
  }

  @Test
  void slotsThatNobodyServesAreNoticed() {
    assertThat(ClusterMap.parse(List.of(range(0, 16382, "10.0.0.1")), "10.0.0.1").complete())
        .isFalse();
    assertThat(ClusterMap.parse(List.of(), "10.0.0.1").complete()).isFalse();
  }

  private static Object range(long first, long last, @Nullable String host) {
    return List.of(
        first, last, Arrays.asList(host == null ? null : host.getBytes(UTF_8), 6379L), List.of());
  }
}
