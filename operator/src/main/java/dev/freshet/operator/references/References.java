package dev.freshet.operator.references;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Everything that is known of the Secrets and ConfigMaps that users' objects name. An owner says
 * what it names with {@link #retain}; from then on {@link #lookup} answers at once, from memory,
 * and the listener of the owner's kind hears of every change.
 */
public final class References implements AutoCloseable {
  private final ApiConnections connections;
  private final Consent consent;
  private final Rhythm rhythm;
  private final Map<Owner, Set<Reference>> named = new HashMap<>();
  private final Map<Reference, Watched> watched = new ConcurrentHashMap<>();
  private final Map<String, List<Consumer<Owner>>> listeners = new ConcurrentHashMap<>();

  /** Reads with the rights of this client, but on connections of its own. */
  public References(KubernetesClient client) {
    this(client, Rhythm.gentle());
  }

  References(KubernetesClient client, Rhythm rhythm) {
    this.connections = new ApiConnections(client.getConfiguration());
    this.consent = new Consent(new OperatorIdentity(client)::user);
    this.rhythm = rhythm;
  }

  private record Watched(
      ReferenceWatch watch, ApiConnections.Connection connection, Set<Owner> owners) {}

  /** The listener hears of owners of this kind whose references changed. It must return at once. */
  public void onChange(String ownerKind, Consumer<Owner> listener) {
    listeners.computeIfAbsent(ownerKind, _ -> new CopyOnWriteArrayList<>()).add(listener);
  }

  /** These are all that the owner names now; what only it named before is forgotten. */
  public synchronized void retain(Owner owner, Set<Reference> references) {
    var before = named.getOrDefault(owner, Set.of());
    references.stream().filter(r -> !before.contains(r)).forEach(r -> watch(owner, r));
    before.stream().filter(r -> !references.contains(r)).forEach(r -> leave(owner, r));
    if (references.isEmpty()) {
      named.remove(owner);
    } else {
      named.put(owner, Set.copyOf(references));
    }
  }

  /** The owner is gone. */
  public void release(Owner owner) {
    retain(owner, Set.of());
  }

  /** What is known of it now; {@link Lookup.Unknown} too for what nobody has named. */
  public Lookup lookup(Reference reference) {
    var known = watched.get(reference);
    return known == null ? new Lookup.Unknown() : known.watch().known();
  }

  @Override
  public synchronized void close() {
    watched.values().forEach(w -> w.watch().close());
    watched.clear();
    named.clear();
    connections.close();
  }

  private void watch(Owner owner, Reference reference) {
    watched.computeIfAbsent(reference, this::start).owners().add(owner);
  }

  private Watched start(Reference reference) {
    var connection = connections.take();
    var watch =
        new ReferenceWatch(
            reference, connection.api(), consent, rhythm, () -> tellOwnersOf(reference));
    watch.start();
    return new Watched(watch, connection, new HashSet<>());
  }

  private void leave(Owner owner, Reference reference) {
    var left = watched.get(reference);
    if (left != null && left.owners().remove(owner) && left.owners().isEmpty()) {
      watched.remove(reference);
      left.watch().close();
      connections.giveBack(left.connection());
    }
  }

  private void tellOwnersOf(Reference reference) {
    for (var owner : ownersOf(reference)) {
      listeners.getOrDefault(owner.kind(), List.of()).forEach(listener -> listener.accept(owner));
    }
  }

  private synchronized Set<Owner> ownersOf(Reference reference) {
    var known = watched.get(reference);
    return known == null ? Set.of() : Set.copyOf(known.owners());
  }
}
