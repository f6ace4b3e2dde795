package dev.freshet.operator.keys;

import dev.freshet.operator.keys.Part.Literal;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The beginnings of all keys of a policy: its prefix in its epoch, and what its tenants may be
 * called.
 *
 * <p>One tenant and every tenant are asked for by different methods: nothing that is merely absent
 * may ever widen a flush to all.
 */
public record KeyRoots(KeyPrefix prefix, String epoch, TenantNames tenantNames) {

  /** Where the keys of one tenant begin, unless no tenant of this keyspace may be called so. */
  public Optional<KeyRoot> tenant(String name) {
    return prefix.hasTenant() && tenantNames.accepts(name, prefix.separator())
        ? Optional.of(KeyRoot.ofTenant(name, text(0, split()) + name + text(split() + 1), this))
        : Optional.empty();
  }

  /** Where the keys of all tenants begin; in a keyspace without tenants simply all keys. */
  public KeyRoot everyTenant() {
    return prefix.hasTenant()
        ? KeyRoot.ofEveryTenant(text(0, split()), text(split() + 1), this)
        : KeyRoot.ofTenant("", text(0), this);
  }

  private int split() {
    return prefix.parts().indexOf(KeyPrefix.TENANT);
  }

  private String text(int from) {
    return text(from, prefix.parts().size());
  }

  private String text(int from, int to) {
    return prefix.parts().subList(from, to).stream()
        .map(part -> part instanceof Literal(String text) ? text : encodedEpoch())
        .collect(Collectors.joining());
  }

  private String encodedEpoch() {
    return ValueEncoding.encode(epoch, prefix.separator());
  }
}
