package dev.freshet.operator.endpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Connections that wait for the next call: one per pod, not for long, and not too many. */
final class IdleConnections implements AutoCloseable {
  private final Duration idleAtMost;
  private final int atMost;
  private final LongSupplier nanoTime;
  // In the order in which they became idle: the oldest is the first.
  private final Map<PodConnection.Key, Idle> idle = new LinkedHashMap<>();
  private boolean closed;

  private record Idle(PodConnection connection, long since) {}

  IdleConnections(Duration idleAtMost, int atMost, LongSupplier nanoTime) {
    this.idleAtMost = idleAtMost;
    this.atMost = atMost;
    this.nanoTime = nanoTime;
  }

  /** Takes the connection to this pod out, if there is a good one. */
  Optional<PodConnection> take(PodConnection.Key key) {
    Idle found;
    synchronized (this) {
      found = idle.remove(key);
    }
    if (found == null) {
      return Optional.empty();
    }
    if (isTooOld(found) || found.connection.hasUnaskedBytes()) {
      found.connection.close();
      return Optional.empty();
    }
    return Optional.of(found.connection);
  }

  /** Keeps a connection after a complete answer. */
  void keep(PodConnection connection) {
    List<PodConnection> surplus = new ArrayList<>(1);
    synchronized (this) {
      if (closed || idle.containsKey(connection.key())) {
        surplus.add(connection);
      } else {
        idle.put(connection.key(), new Idle(connection, nanoTime.getAsLong()));
        if (idle.size() > atMost) {
          surplus.add(removeOldest());
        }
      }
    }
    surplus.forEach(PodConnection::close);
  }

  /** Closes those that have waited too long. */
  void evict() {
    List<PodConnection> old = new ArrayList<>();
    synchronized (this) {
      while (!idle.isEmpty() && isTooOld(idle.values().iterator().next())) {
        old.add(removeOldest());
      }
    }
    old.forEach(PodConnection::close);
  }

  private boolean isTooOld(Idle connection) {
    return nanoTime.getAsLong() - connection.since > idleAtMost.toNanos();
  }

  private PodConnection removeOldest() {
    Iterator<Idle> oldest = idle.values().iterator();
    PodConnection connection = oldest.next().connection;
    oldest.remove();
    return connection;
  }

  synchronized int size() {
    return idle.size();
  }

  @Override
  public void close() {
    List<PodConnection> all;
    synchronized (this) {
      closed = true;
      all = idle.values().stream().map(Idle::connection).toList();
      idle.clear();
    }
    all.forEach(PodConnection::close);
  }
}
