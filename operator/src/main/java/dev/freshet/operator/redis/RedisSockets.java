package dev.freshet.operator.redis;

import dev.freshet.operator.network.ForbiddenAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * Opens sockets to the addresses that a backend names. A name is resolved once, every address that
 * it has is checked, and the connection goes to what was checked: a name that answers differently
 * the next time gains nothing.
 */
final class RedisSockets {
  /** What {@link InetAddress} might read as a number in a form that people don't expect. */
  private static final Pattern LITERAL = Pattern.compile(".*:.*|[0-9.]+|0[xX].*");

  /** INFO is some kilobytes; the map of a cluster's slots may be long. */
  private static final int LARGEST_REPLY = 1024 * 1024;

  private final ForbiddenAddresses forbidden;
  private final NameService names;

  RedisSockets(ForbiddenAddresses forbidden, NameService names) {
    this.forbidden = forbidden;
    this.names = names;
  }

  /** A connected socket, with TLS if the target has it; reads time out as commands do. */
  GuardedSocket open(RedisAddress address, RedisTarget target)
      throws RedisRefusal, InterruptedException {
    var deadline = Deadline.in(target.timeouts().connect());
    var resolved = resolve(address, deadline);
    for (var inet : resolved) {
      refuseForbidden(address, inet);
    }
    var socket = connect(address, resolved, deadline);
    try {
      var guarded =
          target.tls().isPresent()
              ? secured(socket, address, target.tls().get(), deadline)
              : new GuardedSocket(socket, () -> false, LARGEST_REPLY);
      guarded.setSoTimeout(Math.toIntExact(target.timeouts().command().toMillis()));
      return guarded;
    } catch (RedisRefusal refusal) {
      close(socket);
      throw refusal;
    } catch (IOException cut) {
      close(socket);
      throw failed("%s closed the connection at once.".formatted(address));
    }
  }

  private List<InetAddress> resolve(RedisAddress address, Deadline deadline)
      throws RedisRefusal, InterruptedException {
    if (LITERAL.matcher(address.host()).matches()) {
      return ForbiddenAddresses.literal(address.host())
          .map(List::of)
          .orElseThrow(() -> notAllowed(address, "it is no plain IPv4 or IPv6 address"));
    }
    try {
      return names.resolve(address.host(), deadline.left());
    } catch (UnknownHostException unknown) {
      throw failed(
          "The name %s has no address, or no name server said so in time."
              .formatted(address.host()));
    }
  }

  private void refuseForbidden(RedisAddress address, InetAddress inet) throws RedisRefusal {
    var refusal = forbidden.refusal(inet);
    if (refusal.isPresent()) {
      throw notAllowed(address, refusal.get());
    }
  }

  private static Socket connect(RedisAddress address, List<InetAddress> resolved, Deadline deadline)
      throws RedisRefusal {
    var why = "it has no address";
    for (var inet : resolved) {
      var socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(inet, address.port()), deadline.leftMillis());
        return socket;
      } catch (SocketTimeoutException silent) {
        close(socket);
        why = "no answer in time";
      } catch (IOException refused) {
        close(socket);
        why = "the connection was refused";
      }
    }
    throw failed("Could not connect to %s: %s.".formatted(address, why));
  }

  private static GuardedSocket secured(
      Socket socket, RedisAddress address, RedisTls tls, Deadline deadline)
      throws RedisRefusal, IOException {
    var name = tls.serverName().orElse(address.host());
    var client = TlsClient.of(tls);
    socket.setSoTimeout(deadline.leftMillis());
    var secured =
        (SSLSocket)
            client.context().getSocketFactory().createSocket(socket, name, address.port(), true);
    var parameters = secured.getSSLParameters();
    // Without this word Java takes a certificate of anybody, as long as somebody vouches for it.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    try {
      secured.startHandshake();
      return new GuardedSocket(secured, client.identityRequests()::asked, LARGEST_REPLY);
    } catch (SocketTimeoutException silent) {
      throw failed("TLS with %s: no answer in time. Does it speak TLS there?".formatted(address));
    } catch (SSLException failure) {
      throw new RedisRefusal(
          TlsFailures.outcome(failure, client.identityRequests().asked(), address, name));
    } catch (IOException cut) {
      throw new RedisRefusal(
          client.identityRequests().asked()
              ? TlsFailures.identityRefused(address)
              : TlsFailures.cut(address));
    }
  }

  private static RedisRefusal failed(String message) {
    return new RedisRefusal(new RedisCheck.ConnectFailed(message));
  }

  private static RedisRefusal notAllowed(RedisAddress address, String why) {
    return new RedisRefusal(
        new RedisCheck.AddressNotAllowed(
            "The operator does not connect to %s: %s.".formatted(address, why)));
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It was never of use.
    }
  }

  /** What is left of the time that connecting may take, never less than a millisecond. */
  private record Deadline(long nanos) {
    static Deadline in(Duration time) {
      return new Deadline(System.nanoTime() + time.toNanos());
    }

    Duration left() {
      return Duration.ofMillis(leftMillis());
    }

    int leftMillis() {
      var left = Duration.ofNanos(nanos - System.nanoTime()).toMillis();
      return Math.toIntExact(Math.max(1, left));
    }
  }
}
