package dev.freshet.operator.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeoutException;

/**
 * Asks as the machine is set up to. A look-up can't be interrupted and holds the carrier of a
 * virtual thread: with a silent name server, two of them would stop every virtual thread of a
 * two-core operator. So they have a few threads of their own, and the caller goes on without them.
 */
final class SystemNames implements NameService {
  private static final int AT_ONCE = 32;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          AT_ONCE,
          10,
          SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("names-", 0).factory());

  @Override
  public List<InetAddress> resolve(String host, Duration within)
      throws UnknownHostException, InterruptedException {
    try {
      return threads
          .submit(() -> List.of(InetAddress.getAllByName(host)))
          .get(within.toMillis(), MILLISECONDS);
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      throw new UnknownHostException(host);
    }
  }
}
