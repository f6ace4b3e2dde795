package dev.freshet.operator.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.network.ForbiddenAddresses;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever may write a backend chooses who answers: it may be anybody. */
class HostileServerTest {
  private static final String CANARY = "canary-7f3a91";

  private final RedisHealth health = new RedisHealth(new ForbiddenAddresses(true, Set.of()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$2147483647\r\n",
        "*2147483647\r\n",
        "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n",
        "HTTP/1.1 400 Bad Request\r\n\r\n",
        ":5\r\n",
        "*1\r\n:5\r\n",
        "$-1\r\n",
        "%5\r\n",
        "220 mail.example ESMTP canary-7f3a91\r\n",
        "-MOVED x\r\n",
        "-MOVED 1 canary-7f3a91:99999999\r\n",
        "-ASK\r\n",
        "-\r\n",
        "\r\n"
      })
  void whatIsNoAnswerOfRedisIsAFailureAndNotAnAccident(String nonsense)
      throws InterruptedException {
    try (var server = ScriptedServer.saying(command -> nonsense)) {
      var check = check(Targets.standalone(server.address()));

      assertThat(check).isInstanceOf(RedisCheck.ConnectFailed.class);
      assertThat(check.toString()).contains(server.address()).doesNotContain(CANARY);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {":5\r\n", "*1\r\n+a\r\n", "+text\r\n", "$-1\r\n"})
  void anInfoThatIsNoneIsAFailure(String nonsense) throws InterruptedException {
    try (var server =
        ScriptedServer.saying(command -> command.equals("PING") ? "+PONG\r\n" : nonsense)) {
      var check = check(Targets.standalone(server.address()));

      assertThat(check).isInstanceOf(RedisCheck.ConnectFailed.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-NOAUTH canary-7f3a91, AuthFailed",
    "-WRONGPASS canary-7f3a91, AuthFailed",
    "-NOPERM canary-7f3a91, AccessDenied",
    "-DENIED canary-7f3a91, AccessDenied",
    "-LOADING canary-7f3a91, ConnectFailed",
    "-ERR max number of clients reached canary-7f3a91, ConnectFailed",
    "-CLUSTERDOWN canary-7f3a91, ConnectFailed",
    "-BUSY canary-7f3a91, ConnectFailed",
    "-canary-7f3a91, ConnectFailed"
  })
  void errorsAreToldApartByTheirFirstWordAndNeverRepeated(String error, String outcome)
      throws InterruptedException {
    try (var server = ScriptedServer.saying(command -> error + "\r\n")) {
      var check = check(Targets.standalone(server.address()));

      assertThat(check.getClass().getSimpleName()).isEqualTo(outcome);
      assertThat(check.toString()).doesNotContain(CANARY);
    }
  }

  @Test
  void aServerThatRepeatsThePasswordDoesNotGetItIntoAMessage() throws InterruptedException {
    try (var server = ScriptedServer.saying(command -> "-ERR " + CANARY + "\r\n")) {
      var check =
          check(Targets.with(Targets.standalone(server.address()), Targets.user(CANARY, CANARY)));

      assertThat(check).isInstanceOf(RedisCheck.AuthFailed.class);
      assertThat(check.toString()).doesNotContain(CANARY);
    }
  }

  @Test
  void aServerThatTricklesIsLetGo() throws InterruptedException {
    try (var server = ScriptedServer.playing(command -> HostileServerTest::trickle)) {
      var hasty = new RedisTarget.Timeouts(Duration.ofMillis(100), Duration.ofMillis(100));
      var began = System.nanoTime();

      var check = check(Targets.with(Targets.standalone(server.address()), hasty));

      assertThat(check).isInstanceOf(RedisCheck.ConnectFailed.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void aServerThatHangsUpIsAskedWhetherItExpectsTls() throws InterruptedException {
    try (var server =
        ScriptedServer.playing(
            command ->
                client -> {
                  throw new IOException("hang up");
                })) {
      var check = check(Targets.standalone(server.address()));

      assertThat(check)
          .isEqualTo(
              new RedisCheck.ConnectFailed(
                  server.address() + " cut the connection at once. Does it expect TLS?"));
    }
  }

  private RedisCheck check(RedisTarget target) throws InterruptedException {
    return health.check(target, (command, time) -> {});
  }

  private static void trickle(OutputStream client) throws IOException {
    client.write('+');
    while (true) {
      client.write('x');
      client.flush();
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
