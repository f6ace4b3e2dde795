package dev.freshet.operator.redis;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/** Says which addresses a name has. */
@FunctionalInterface
interface NameService {
  /**
   * All addresses of the name, each time asked anew.
   *
   * @throws UnknownHostException when it has none, or when nobody could say so in time
   */
  List<InetAddress> resolve(String host, Duration within)
      throws UnknownHostException, InterruptedException;
}
