package dev.freshet.operator.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.redis.ServerInfo.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerInfoTest {
  @Test
  void redisTellsItsVersionAndPolicy() {
    var info =
        ServerInfo.parse(
                """
                # Server\r
                redis_version:7.2.5\r
                redis_mode:standalone\r
                # Memory\r
                maxmemory_policy:allkeys-lru\r
                # Replication\r
                role:master\r
                """)
            .orElseThrow();

    assertThat(info.software()).isEqualTo("redis");
    assertThat(info.version()).contains("7.2.5");
    assertThat(info.maxmemoryPolicy()).contains("allkeys-lru");
    assertThat(info.mode()).isEqualTo(Mode.STANDALONE);
    assertThat(info.replica()).isFalse();
  }

  @Test
  void valkeyIsCalledByItsOwnNameAndVersion() {
    var info =
        ServerInfo.parse(
                """
                redis_version:7.2.4\r
                server_name:valkey\r
                valkey_version:8.0.1\r
                server_mode:cluster\r
                role:slave\r
                """)
            .orElseThrow();

    assertThat(info.software()).isEqualTo("valkey");
    assertThat(info.version()).contains("8.0.1");
    assertThat(info.mode()).isEqualTo(Mode.CLUSTER);
    assertThat(info.replica()).isTrue();
  }

  @Test
  void aServerThatSaysLittleIsKnownALittle() {
    var info = ServerInfo.parse("redis_version:\r\n").orElseThrow();

    assertThat(info.software()).isEqualTo("redis");
    assertThat(info.version()).isEmpty();
    assertThat(info.maxmemoryPolicy()).isEmpty();
  }

  @Test
  void whatNamesNoVersionIsNoInfo() {
    assertThat(ServerInfo.parse("role:master\r\n")).isEmpty();
    assertThat(ServerInfo.parse("null\r\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "redis_version, hunter2-is-the-password",
    "redis_version, 7.2 <script>",
    "maxmemory_policy, hunter2",
    "server_name, two words"
  })
  void wordsThatDoNotLookLikeWhatTheyClaimToBeAreLeftOut(String field, String value) {
    var info = ServerInfo.parse(field + ":" + value + "\r\nredis_version:7.2.5\r\n");

    assertThat(info.orElseThrow().toString()).doesNotContain(value);
  }
}
