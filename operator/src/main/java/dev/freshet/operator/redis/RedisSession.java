package dev.freshet.operator.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** One conversation with one server. Says what went wrong in our words, never in the server's. */
final class RedisSession implements AutoCloseable {
  private final RedisAddress address;
  private final String tlsName;
  private final CommandTimes times;
  private final GuardedSocket socket;
  private final Connection connection;
  private boolean answered;
  private String hint = "";

  RedisSession(RedisAddress address, RedisTarget target, CommandTimes times, GuardedSocket socket) {
    this.address = address;
    this.tlsName = target.tls().flatMap(RedisTls::serverName).orElse(address.host());
    this.times = times;
    this.socket = socket;
    this.connection = new Connection(() -> socket);
  }

  void authenticate(Optional<Credentials> credentials) throws RedisRefusal {
    if (credentials.isPresent()) {
      hint = credentials.get().endsWithLineBreak() ? " The password ends with a line break." : "";
      run(Command.AUTH, Connection::getStatusCodeReply, credentials.get().arguments());
    }
  }

  void ping() throws RedisRefusal {
    if (!"PONG".equals(run(Command.PING, Connection::getStatusCodeReply))) {
      throw new RedisRefusal(notRedis());
    }
  }

  void select(int database) throws RedisRefusal {
    if (database != 0) {
      run(Command.SELECT, Connection::getStatusCodeReply, bytes(Integer.toString(database)));
    }
  }

  /** By sections, because not every server gives all of them at once. */
  ServerInfo info() throws RedisRefusal {
    var all = new StringBuilder();
    for (var section : List.of("server", "memory", "replication")) {
      all.append(run(Command.INFO, Connection::getBulkReply, bytes(section))).append("\r\n");
    }
    return ServerInfo.parse(all.toString()).orElseThrow(() -> new RedisRefusal(notRedis()));
  }

  /** Where the primary of this name is, as the sentinel knows it. */
  Optional<RedisAddress> primaryOf(String name) throws RedisRefusal {
    var answer =
        run(
            Command.SENTINEL,
            Connection::getMultiBulkReply,
            bytes("get-master-addr-by-name"),
            bytes(name));
    return answer == null || answer.size() != 2
        ? Optional.empty()
        : RedisAddress.announced(answer.get(0), answer.get(1));
  }

  /** The primaries that the slots of a cluster are on. */
  ClusterMap clusterMap() throws RedisRefusal {
    return ClusterMap.parse(
        run(Command.CLUSTER, Connection::getObjectMultiBulkReply, bytes("slots")), address.host());
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (JedisConnectionException e) {
      // It was cut before: nothing is left to close.
    }
  }

  // The library reads what a hostile server may have written: whatever it throws, we don't fall.
  private <T> T run(Command command, Function<Connection, T> reply, byte[]... arguments)
      throws RedisRefusal {
    var began = System.nanoTime();
    try {
      connection.sendCommand(command, arguments);
      var result = reply.apply(connection);
      answered = true;
      return result;
    } catch (JedisDataException error) {
      throw new RedisRefusal(refusal(command, String.valueOf(error.getMessage())));
    } catch (JedisConnectionException cut) {
      throw new RedisRefusal(lost(cut));
    } catch (RuntimeException unreadable) {
      throw new RedisRefusal(notRedis());
    } finally {
      times.took(nameOf(command), Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private RedisCheck.Failure refusal(Command command, String error) {
    return switch (firstWord(error)) {
      case "NOAUTH" ->
          new RedisCheck.AuthFailed(
              "%s asks for a password. Name its Secret in spec.redis.authSecretRef."
                  .formatted(address));
      case "WRONGPASS" -> wrongPassword();
      case "NOPERM" ->
          new RedisCheck.AccessDenied(
              "At %s the user may not run %s. Allow it with: ACL SETUSER <user> +%s"
                  .formatted(address, command, nameOf(command)));
      case "DENIED" ->
          new RedisCheck.AccessDenied(
              "%s is in protected mode: it takes nobody from outside until it has a password."
                  .formatted(address));
      case "LOADING" -> failed("%s is still loading its data.");
      default -> {
        if (command == Command.AUTH) {
          yield wrongPassword();
        }
        if (command == Command.SELECT) {
          yield new RedisCheck.WrongTopology(
              "%s has no database of that number. Lower spec.redis.database.".formatted(address));
        }
        yield error.contains("max number of clients")
            ? failed("%s takes no more clients. See its maxclients.")
            : failed("%s refused the command " + command + ".");
      }
    };
  }

  private RedisCheck.Failure wrongPassword() {
    return new RedisCheck.AuthFailed(
        "%s refused the user or the password, or has none set. Check the Secret.%s"
            .formatted(address, hint));
  }

  private RedisCheck.Failure lost(JedisConnectionException cut) {
    return switch (cut.getCause()) {
      case ReplyGuard.UnacceptableReply _ -> notRedis();
      case SocketTimeoutException _ -> failed("%s did not answer in time.");
      case SSLException tls -> TlsFailures.outcome(tls, socket.identityAsked(), address, tlsName);
      case null, default -> cutOff();
    };
  }

  private RedisCheck.Failure cutOff() {
    if (answered) {
      return failed("%s cut the connection.");
    }
    return socket.identityAsked()
        ? TlsFailures.identityRefused(address)
        : failed("%s cut the connection at once. Does it expect TLS?");
  }

  private RedisCheck.Failure notRedis() {
    return failed("What answers at %s is not Redis.");
  }

  private RedisCheck.Failure failed(String message) {
    return new RedisCheck.ConnectFailed(message.formatted(address));
  }

  private static String nameOf(Command command) {
    return command.name().toLowerCase(Locale.ROOT);
  }

  private static String firstWord(String error) {
    var space = error.indexOf(' ');
    return space < 0 ? error : error.substring(0, space);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
