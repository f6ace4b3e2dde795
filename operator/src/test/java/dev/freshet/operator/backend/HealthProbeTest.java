package dev.freshet.operator.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.operator.api.v1alpha1.Topology;
import dev.freshet.operator.network.ForbiddenAddresses;
import dev.freshet.operator.redis.RedisCheck;
import dev.freshet.operator.redis.RedisHealth;
import dev.freshet.operator.redis.RedisTarget;
import dev.freshet.operator.redis.ScriptedServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthProbeTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final AtomicInteger pings = new AtomicInteger();
  private final AtomicInteger news = new AtomicInteger();
  private final AtomicInteger failing = new AtomicInteger();
  private final ScriptedServer server = ScriptedServer.saying(this::answer);
  private final HealthProbe probe =
      new HealthProbe(
          new HealthProbe.Plan(target(server.address()), Duration.ofMillis(50)),
          new RedisHealth(new ForbiddenAddresses(true, Set.of())),
          (command, time) -> {},
          new Semaphore(1),
          news::incrementAndGet);

  @AfterEach
  void close() {
    probe.close();
    server.close();
  }

  @Test
  void aSingleLostAnswerIsNoNews() {
    // Given
    probe.start();
    await().atMost(SOON).until(() -> probe.told().isPresent());

    // When
    failing.set(1);
    await().atMost(SOON).until(() -> failing.get() == 0);

    // Then
    var soFar = pings.get();
    await().atMost(SOON).until(() -> pings.get() >= soFar + 3);
    assertThat(news).hasValue(1);
    assertThat(probe.told()).containsInstanceOf(RedisCheck.Healthy.class);
  }

  @Test
  void twoInARowAreToldOnceAndSoIsTheReturn() {
    // Given
    probe.start();
    await().atMost(SOON).until(() -> probe.told().isPresent());

    // When
    failing.set(5);

    // Then
    await().atMost(SOON).until(() -> news.get() == 2);
    assertThat(probe.told()).containsInstanceOf(RedisCheck.ConnectFailed.class);
    await().atMost(SOON).until(() -> news.get() == 3);
    assertThat(failing).hasValue(0);
    assertThat(probe.told()).containsInstanceOf(RedisCheck.Healthy.class);
  }

  @Test
  void aFirstFailureIsToldAtOnceSinceNobodyKnowsBetter() {
    failing.set(Integer.MAX_VALUE);

    probe.start();

    await().atMost(SOON).until(() -> news.get() == 1);
    assertThat(probe.told()).containsInstanceOf(RedisCheck.ConnectFailed.class);
  }

  @Test
  void closedItAsksNoMore() {
    // Given
    probe.start();
    await().atMost(SOON).until(() -> pings.get() >= 2);

    // When
    probe.close();

    // Then
    var seen = new AtomicInteger(-1);
    await()
        .during(Duration.ofMillis(300))
        .atMost(SOON)
        .until(() -> seen.getAndSet(pings.get()) == pings.get());
  }

  private String answer(String command) {
    if (!command.equals("PING")) {
      return command.equals("INFO server") ? "$19\r\nredis_version:7.2.5\r\n" : "$0\r\n\r\n";
    }
    pings.incrementAndGet();
    var fails = failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    return fails ? "-LOADING\r\n" : "+PONG\r\n";
  }

  private static RedisTarget target(String address) {
    return new RedisTarget(
        Topology.STANDALONE,
        List.of(address),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new RedisTarget.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5)));
  }
}
