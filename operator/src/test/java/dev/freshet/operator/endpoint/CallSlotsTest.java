package dev.freshet.operator.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.testbed.pod.PodKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Counts and orders, no clocks: patience is either so long that it never ends, or none at all. */
@Timeout(60)
class CallSlotsTest {
  private static final Duration FOR_EVER = Duration.ofDays(1);
  private static final Duration NONE = Duration.ofNanos(1);

  @Test
  void noMoreCallsThanAskedForAreMadeAtOnce() throws Exception {
    // Given
    var lane = new CallSlots(1024, FOR_EVER).lane(4);
    var now = new AtomicInteger();
    var most = new AtomicInteger();

    // When
    List<Future<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      calls.add(
          lane.start(
              () -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                return now.decrementAndGet();
              }));
    }
    for (Future<Integer> call : calls) {
      call.get();
    }

    // Then
    assertThat(most.get()).isBetween(1, 4);
  }

  @Test
  void silentPodsDoNotDelayTheOthers() throws Exception {
    // Given: more silent pods than slots, all of them called first
    var key = PodKey.random();
    try (var silent = RudeServer.start(connection -> connection.getInputStream().skip(1L << 40));
        var healthy = CalledPod.start(key);
        var endpoint = new HttpPodEndpoint(new AddressRules(true, Set.of()), Clock.systemUTC())) {
      var lane = new CallSlots().lane(4);
      var given = Collections.synchronizedList(new ArrayList<Class<?>>());
      List<Future<?>> silentCalls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        silentCalls.add(
            lane.start(
                () ->
                    given.add(
                        endpoint
                            .status(
                                silent.address(FOR_EVER),
                                CalledPod.POLICY,
                                CalledPod.signingKey(key))
                            .getClass())));
      }

      // When
      List<Future<?>> healthyCalls = new ArrayList<>();
      for (int i = 0; i < 180; i++) {
        healthyCalls.add(lane.start(() -> given.add(healthy.asked(endpoint).getClass())));
      }
      for (Future<?> call : healthyCalls) {
        call.get();
      }

      // Then
      assertThat(given).hasSize(180).containsOnly(StatusAnswer.Running.class);
      assertThat(silentCalls).noneMatch(Future::isDone);

      silentCalls.forEach(call -> call.cancel(true));
    }
  }

  @Test
  void aSlotIsNotGivenBackWhileThereIsPatience() throws Exception {
    // Given
    var lane = new CallSlots(1024, FOR_EVER).lane(2);
    var silence = new CountDownLatch(1);
    Future<?> first = lane.start(() -> waitFor(silence));
    Future<?> second = lane.start(() -> waitFor(silence));
    var third = new AtomicInteger();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // When
      var starter = threads.submit(() -> lane.start(third::incrementAndGet).get());
      await().until(lane::hasWaitingStarter);

      // Then
      assertThat(third.get()).isZero();

      silence.countDown();
      assertThat(starter.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    }
    first.get();
    second.get();
  }

  @Test
  void howManyGoOnWithoutASlotIsBoundedForAllLanesTogether() throws Exception {
    // Given
    var slots = new CallSlots(10, NONE);
    var silence = new CountDownLatch(1);
    var running = new AtomicInteger();
    var one = slots.lane(1);
    var other = slots.lane(1);
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      calls.add(one.start(() -> running.incrementAndGet() + waitFor(silence)));
      calls.add(other.start(() -> running.incrementAndGet() + waitFor(silence)));
    }
    await().untilAsserted(() -> assertThat(running.get()).isEqualTo(10));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // When
      var eleventh = threads.submit(() -> one.start(running::incrementAndGet).get());
      await().until(one::hasWaitingStarter);

      // Then
      assertThat(running.get()).isEqualTo(10);

      silence.countDown();
      assertThat(eleventh.get(20, TimeUnit.SECONDS)).isEqualTo(11);
      assertThat(calls).hasSize(10);
    }
  }

  @Test
  void aWaitingStarterCanBeInterruptedAndLosesNothing() throws Exception {
    // Given
    var lane = new CallSlots(1024, FOR_EVER).lane(1);
    var silence = new CountDownLatch(1);
    Future<Integer> first = lane.start(() -> waitFor(silence));
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    var starter = threads.submit(() -> lane.start(() -> 1).get());
    await().until(lane::hasWaitingStarter);

    // When
    threads.shutdownNow();

    // Then
    assertThatThrownBy(starter::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    silence.countDown();
    first.get();
    assertThat(lane.start(() -> 2).get()).isEqualTo(2);
    threads.close();
  }

  @Test
  void aCancelledCallIsInterruptedAndGivesItsSlotBack() throws Exception {
    // Given
    var lane = new CallSlots(1, FOR_EVER).lane(1);
    var silence = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var started = new Semaphore(0);
    Future<Integer> call =
        lane.start(
            () -> {
              try {
                started.release();
                return waitFor(silence);
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            });
    started.acquire();

    // When
    call.cancel(true);

    // Then
    interrupted.await();
    assertThat(lane.start(() -> 2).get()).isEqualTo(2);
  }

  @Test
  void aCallThatFailsGivesItsSlotBack() throws Exception {
    // Given
    var lane = new CallSlots(1, FOR_EVER).lane(1);

    for (int i = 0; i < 100; i++) {
      // When
      Future<Integer> failing =
          lane.start(
              () -> {
                throw new IllegalStateException("no");
              });

      // Then
      assertThatThrownBy(failing::get).hasCauseInstanceOf(IllegalStateException.class);
    }
    assertThat(lane.start(() -> 2).get()).isEqualTo(2);
  }

  @Test
  void callsAreStartedInTheOrderTheyCameAlsoUnderPressure() throws Exception {
    // Given
    var lane = new CallSlots(1024, FOR_EVER).lane(1);
    var order = Collections.synchronizedList(new ArrayList<Integer>());

    // When
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int number = i;
      calls.add(lane.start(() -> order.add(number)));
    }
    for (Future<?> call : calls) {
      call.get();
    }

    // Then
    assertThat(order).isSorted().hasSize(300);
  }

  @Test
  void aLaneIsNotStarvedByAnotherThatStartsWithoutEnd() throws Exception {
    // Given: one place in all, and a lane that takes it again and again
    var slots = new CallSlots(1, FOR_EVER);
    var stop = new CountDownLatch(1);
    var greedy = slots.lane(1);
    var modest = slots.lane(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var flood =
          threads.submit(
              () -> {
                while (stop.getCount() > 0) {
                  var _ = greedy.start(() -> 0);
                }
                return 0;
              });

      // When
      for (int i = 0; i < 100; i++) {
        modest.start(() -> 1).get();
      }

      // Then
      stop.countDown();
      assertThat(flood.get()).isZero();
    }
  }

  @Test
  void aLaneWithoutSlotsIsAMistake() {
    var slots = new CallSlots();
    assertThatIllegalArgumentException().isThrownBy(() -> slots.lane(0));
  }

  private static int waitFor(CountDownLatch latch) throws InterruptedException {
    latch.await();
    return 0;
  }
}
