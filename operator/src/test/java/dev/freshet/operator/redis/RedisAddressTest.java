package dev.freshet.operator.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"redis-0.redis:6379", "10.0.0.7:1", "[fd00::1]:65535"})
  void whatABackendMayNameIsReadAndShownAsItWas(String text) {
    assertThat(RedisAddress.parse(text)).map(RedisAddress::toString).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis",
        "redis:",
        ":6379",
        "redis:0",
        "redis:65536",
        "redis:99999",
        "fd00::1:6379"
      })
  void anythingElseIsNot(String text) {
    assertThat(RedisAddress.parse(text)).isEmpty();
  }

  @Test
  void anAnnouncedAddressIsOneOnlyIfItLooksLikeOne() {
    assertThat(RedisAddress.announced("fd00::1", "6379"))
        .contains(new RedisAddress("fd00::1", 6379));
    assertThat(RedisAddress.announced("10.0.0.7", "6379"))
        .contains(new RedisAddress("10.0.0.7", 6379));
    assertThat(RedisAddress.announced("a\r\nb", "6379")).isEmpty();
    assertThat(RedisAddress.announced("user:hunter2@redis", "6379")).isEmpty();
    assertThat(RedisAddress.announced("redis", "x")).isEmpty();
  }
}
