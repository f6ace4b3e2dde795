package dev.freshet.operator.backend;

import static dev.freshet.operator.status.ConditionType.READY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.api.v1alpha1.CacheBackendStatus;
import dev.freshet.operator.api.v1alpha1.Topology;
import dev.freshet.operator.redis.RedisCheck;
import dev.freshet.operator.redis.ServerInfo;
import dev.freshet.operator.status.Conditions;
import dev.freshet.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CacheBackendStatusesTest {
  private static final Instant MORNING = Instant.parse("2026-11-21T06:00:00Z");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Observation HEALTHY =
      new Observation.Checked(
          new RedisCheck.Healthy(
              new ServerInfo(
                  "redis",
                  Optional.of("7.2.5"),
                  Optional.of("allkeys-lru"),
                  ServerInfo.Mode.STANDALONE,
                  false),
              1));
  private static final Observation AWAY =
      new Observation.Checked(new RedisCheck.ConnectFailed("redis:6379 did not answer in time."));

  @Test
  void aHealthyRedisIsReadyAndShownAsWhatItIs() {
    var status = CacheBackendStatuses.next(Backends.plain(), HEALTHY, MORNING);

    assertThat(status.observedGeneration()).isEqualTo(3);
    assertThat(status.server())
        .isEqualTo(
            new CacheBackendStatus.Server("redis", "7.2.5", Topology.STANDALONE, 1, "allkeys-lru"));
    assertThat(status.conditions()).singleElement().satisfies(c -> is(c, "Ready", "True"));
    assertThat(status.conditions().getFirst().getMessage()).isEqualTo("redis 7.2.5 answers.");
  }

  @Test
  void aRedisThatIsAwayIsTriedAgainAndNobodyHasToAct() {
    var status = CacheBackendStatuses.next(Backends.plain(), AWAY, MORNING);

    assertThat(status.conditions())
        .satisfiesExactly(c -> is(c, "Ready", "False"), c -> is(c, "Reconciling", "True"));
  }

  @ParameterizedTest
  @MethodSource("whatOnlyAPersonCanMend")
  void whatOnlyAPersonCanMendIsStalled(Observation seen, Reason reason) {
    var status = CacheBackendStatuses.next(Backends.plain(), seen, MORNING);

    assertThat(status.conditions())
        .satisfiesExactly(c -> is(c, "Ready", "False"), c -> is(c, "Stalled", "True"))
        .allSatisfy(c -> assertThat(c.getReason()).isEqualTo(reason.text()))
        .allSatisfy(c -> assertThat(c.getMessage()).isEqualTo("what to do"));
  }

  static Stream<Arguments> whatOnlyAPersonCanMend() {
    var what = "what to do";
    return Stream.of(
        Arguments.of(checked(new RedisCheck.AuthFailed(what)), Reason.AUTH_FAILED),
        Arguments.of(checked(new RedisCheck.AccessDenied(what)), Reason.ACCESS_DENIED),
        Arguments.of(checked(new RedisCheck.TlsFailed(what)), Reason.TLS_FAILED),
        Arguments.of(checked(new RedisCheck.WrongTopology(what)), Reason.WRONG_TOPOLOGY),
        Arguments.of(checked(new RedisCheck.AddressNotAllowed(what)), Reason.ADDRESS_NOT_ALLOWED),
        Arguments.of(
            new Observation.Unusable(Reason.SECRET_NOT_FOUND, what), Reason.SECRET_NOT_FOUND));
  }

  @Test
  void theSameSeenAgainIsTheSameStatusWheneverItIsSeen() {
    for (var seen : List.of(HEALTHY, AWAY, checked(new RedisCheck.AuthFailed("no")))) {
      var first = CacheBackendStatuses.next(Backends.plain(), seen, MORNING);

      var again = CacheBackendStatuses.next(Backends.with(Backends.plain(), first), seen, NOON);

      assertThat(again).isEqualTo(first);
    }
  }

  @Test
  void whileItIsAwayItIsWhatItWas() {
    var healthy = CacheBackendStatuses.next(Backends.plain(), HEALTHY, MORNING);

    var away = CacheBackendStatuses.next(Backends.with(Backends.plain(), healthy), AWAY, NOON);

    assertThat(away.server()).isEqualTo(healthy.server());
    assertThat(Conditions.find(away.conditions(), READY))
        .hasValueSatisfying(
            ready -> assertThat(ready.getLastTransitionTime()).isEqualTo("2026-11-21T12:00:00Z"));
  }

  @Test
  void anotherSpecMayMeanAnotherServer() {
    var healthy = CacheBackendStatuses.next(Backends.plain(), HEALTHY, MORNING);
    var changed = Backends.with(Backends.plain(), healthy);
    changed.getMetadata().setGeneration(4L);

    assertThat(CacheBackendStatuses.next(changed, AWAY, NOON).server()).isNull();
  }

  private static Observation checked(RedisCheck check) {
    return new Observation.Checked(check);
  }

  private static void is(Condition condition, String type, String status) {
    assertThat(condition.getType()).isEqualTo(type);
    assertThat(condition.getStatus()).isEqualTo(status);
  }
}
