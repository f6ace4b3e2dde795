package dev.freshet.operator.redis;

import dev.freshet.operator.redis.RedisTarget.Role;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** One check of one target: the walk over its servers that its topology asks for. */
final class HealthCheck {
  private static final int NODES_AT_ONCE = 16;

  private final RedisTarget target;
  private final RedisSockets sockets;
  private final CommandTimes times;

  HealthCheck(RedisTarget target, RedisSockets sockets, CommandTimes times) {
    this.target = target;
    this.sockets = sockets;
    this.times = times;
  }

  RedisCheck run() throws InterruptedException {
    try {
      return switch (target.topology()) {
        case STANDALONE -> standalone(parse(target.addresses().getFirst()));
        case SENTINEL -> firstThatAnswers(this::bySentinel);
        case CLUSTER -> firstThatAnswers(this::byNode);
        case UNKNOWN ->
            new RedisCheck.WrongTopology(
                "This version of the operator does not know the topology that the spec names.");
      };
    } catch (RedisRefusal refusal) {
      return refusal.outcome();
    }
  }

  private RedisCheck standalone(RedisAddress address) throws RedisRefusal, InterruptedException {
    try (var session = open(address, Role.DATA)) {
      session.ping();
      var server = session.info();
      switch (server.mode()) {
        case CLUSTER -> throw wrong("%s is a node of a cluster. Write topology: Cluster.", address);
        case SENTINEL -> throw wrong("%s is a sentinel. Write topology: Sentinel.", address);
        case STANDALONE -> {
          if (server.replica()) {
            throw wrong(
                "%s is a replica: nothing can be removed there. Name its primary.", address);
          }
        }
      }
      session.select(target.database());
      return new RedisCheck.Healthy(server, 1);
    }
  }

  private RedisCheck bySentinel(RedisAddress sentinel) throws RedisRefusal, InterruptedException {
    var name = target.sentinel().map(RedisTarget.Sentinel::master).orElse("");
    RedisAddress primary;
    try (var session = open(sentinel, Role.SENTINEL)) {
      session.ping();
      if (session.info().mode() != ServerInfo.Mode.SENTINEL) {
        throw wrong("%s is no sentinel.", sentinel);
      }
      primary =
          session
              .primaryOf(name)
              .orElseThrow(
                  () -> wrong("%s knows no primary of the name in sentinelMaster.", sentinel));
    }
    try (var session = open(primary, Role.DATA)) {
      session.ping();
      var server = session.info();
      if (server.replica()) {
        throw failed("%s is a replica: the sentinels are changing the primary.", primary);
      }
      session.select(target.database());
      return new RedisCheck.Healthy(server, 1);
    }
  }

  private RedisCheck byNode(RedisAddress node) throws RedisRefusal, InterruptedException {
    try (var session = open(node, Role.DATA)) {
      session.ping();
      var server = session.info();
      if (server.mode() != ServerInfo.Mode.CLUSTER) {
        throw wrong("%s is no node of a cluster.", node);
      }
      var map = session.clusterMap();
      if (!map.complete()) {
        throw failed("The cluster of %s has slots that no primary serves.", node);
      }
      pingAll(map);
      return new RedisCheck.Healthy(server, map.primaries().size());
    }
  }

  private void pingAll(ClusterMap map) throws RedisRefusal, InterruptedException {
    var pings = new ArrayList<Callable<Optional<RedisRefusal>>>();
    map.primaries().forEach(primary -> pings.add(() -> ping(primary)));
    try (var executor = Executors.newFixedThreadPool(NODES_AT_ONCE, Thread.ofVirtual().factory())) {
      for (var ping : executor.invokeAll(pings)) {
        var refusal = ping.get();
        if (refusal.isPresent()) {
          throw refusal.get();
        }
      }
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug);
    }
  }

  private Optional<RedisRefusal> ping(RedisAddress primary) throws InterruptedException {
    try (var session = open(primary, Role.DATA)) {
      session.ping();
      return Optional.empty();
    } catch (RedisRefusal refusal) {
      return Optional.of(refusal);
    }
  }

  /** A dead sentinel or node is what the others are for; any other failure is worth telling. */
  private RedisCheck firstThatAnswers(Walk walk) throws RedisRefusal, InterruptedException {
    var dead = new RedisRefusal(new RedisCheck.ConnectFailed("The backend names no address."));
    for (var address : target.addresses()) {
      try {
        return walk.from(parse(address));
      } catch (RedisRefusal refusal) {
        if (!(refusal.outcome() instanceof RedisCheck.ConnectFailed)) {
          throw refusal;
        }
        dead = refusal;
      }
    }
    throw dead;
  }

  private interface Walk {
    RedisCheck from(RedisAddress address) throws RedisRefusal, InterruptedException;
  }

  private RedisSession open(RedisAddress address, Role role)
      throws RedisRefusal, InterruptedException {
    var session = new RedisSession(address, target, times, sockets.open(address, target));
    try {
      session.authenticate(target.credentialsFor(role));
      return session;
    } catch (RedisRefusal refusal) {
      session.close();
      throw refusal;
    }
  }

  private static RedisAddress parse(String address) throws RedisRefusal {
    return RedisAddress.parse(address)
        .orElseThrow(
            () ->
                new RedisRefusal(
                    new RedisCheck.AddressNotAllowed(
                        "An address must be host:port with a port of 1 to 65535.")));
  }

  private static RedisRefusal wrong(String message, RedisAddress address) {
    return new RedisRefusal(new RedisCheck.WrongTopology(message.formatted(address)));
  }

  private static RedisRefusal failed(String message, RedisAddress address) {
    return new RedisRefusal(new RedisCheck.ConnectFailed(message.formatted(address)));
  }
}
