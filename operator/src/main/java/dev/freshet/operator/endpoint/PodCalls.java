package dev.freshet.operator.endpoint;

import dev.freshet.operator.endpoint.CallFailure.Unreachable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;

/**
 * Makes calls over kept connections, each within its time.
 *
 * <pre>
 *   kept connection? ──no──▶ connect, TLS ──┐
 *     │ yes                                 │      all of it inside
 *   exchange ──connection was dead──▶ once more    one timeout
 *     │                                     │
 *   answer read, connection kept ◀──────────┘
 * </pre>
 *
 * <p>A kept connection may have died unseen, because the container restarted or its server tired of
 * it. The call is then made once more on a fresh one: every call of the contract is idempotent, so
 * no idle connection needs a test before it is used.
 */
final class PodCalls implements AutoCloseable {
  private static final Duration IDLE_AT_MOST = Duration.ofSeconds(60);
  private static final int IDLE_CONNECTIONS = 8_192;

  private final Watchdog watchdog = new Watchdog();
  private final PodConnector connector = new PodConnector();
  private final IdleConnections idle =
      new IdleConnections(IDLE_AT_MOST, IDLE_CONNECTIONS, System::nanoTime);

  PodCalls() {
    watchdog.every(IDLE_AT_MOST.dividedBy(6), idle::evict);
  }

  /** What came back: something of HTTP, or nothing. */
  sealed interface Reply {
    /** An answer, whatever it says. */
    record Answered(Exchange.Raw raw) implements Reply {}

    /** No answer. */
    record Unanswered(Unreachable why) implements Reply {}
  }

  Reply call(PodConnection.Key key, ClassicHttpRequest request, Duration timeout) {
    try (Watchdog.Watch watch = watchdog.watch(timeout)) {
      try {
        return new Reply.Answered(exchange(key, request, watch));
      } catch (IOException | HttpException | RuntimeException e) {
        // The library refuses some answers, such as a status code of 0, as if we had made them up.
        return new Reply.Unanswered(meaningOf(e, watch, timeout));
      }
    }
  }

  private static Unreachable meaningOf(Exception e, Watchdog.Watch watch, Duration timeout) {
    if (watch.isOver()) {
      return new Unreachable(
          UnreachableCode.TIMEOUT, "no complete answer in " + timeout.toMillis() + "ms");
    }
    // An interrupt closes the socket of a virtual thread and stays set.
    if (Thread.currentThread().isInterrupted()) {
      return new Unreachable(UnreachableCode.INTERRUPTED, "the call was stopped");
    }
    return e instanceof IOException io ? Failures.of(io) : Failures.notHttp();
  }

  private Exchange.Raw exchange(
      PodConnection.Key key, ClassicHttpRequest request, Watchdog.Watch watch)
      throws IOException, HttpException {
    Optional<PodConnection> kept = idle.take(key);
    if (kept.isPresent()) {
      watch.guard(kept.get().wire());
      try {
        return exchangeOn(kept.get(), request, watch);
      } catch (Exchange.TooLarge e) {
        throw e;
      } catch (IOException e) {
        if (watch.isOver() || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        // The connection was dead before we knew; a fresh one tells the truth.
      }
    }
    return exchangeOn(connector.connect(key, watch), request, watch);
  }

  private Exchange.Raw exchangeOn(
      PodConnection connection, ClassicHttpRequest request, Watchdog.Watch watch)
      throws IOException, HttpException {
    boolean kept = false;
    try {
      Exchange.Raw raw = Exchange.on(connection, request);
      // The clock stops first, so that the watchdog can't close a connection that is kept.
      watch.close();
      if (raw.keepAlive() && !watch.isOver()) {
        idle.keep(connection);
        kept = true;
      }
      return raw;
    } finally {
      if (!kept) {
        connection.close();
      }
    }
  }

  int idleConnections() {
    return idle.size();
  }

  @Override
  public void close() {
    watchdog.close();
    idle.close();
  }
}
