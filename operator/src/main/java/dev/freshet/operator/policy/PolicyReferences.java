package dev.freshet.operator.policy;

import static java.util.stream.Collectors.toSet;

import dev.freshet.operator.api.v1alpha1.CachePolicy;
import dev.freshet.operator.api.v1alpha1.Target;
import dev.freshet.operator.endpoint.SigningKey;
import dev.freshet.operator.endpoint.TlsTrust;
import dev.freshet.operator.references.Lookup;
import dev.freshet.operator.references.Reference;
import dev.freshet.operator.status.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the Secrets and ConfigMaps of a policy's targets hold.
 *
 * @param keys to sign with, by target
 * @param trusts for HTTPS, by target
 * @param commands with which the owners of Secrets would consent, whole
 * @param pending one of them is not known yet; wait for it
 */
record PolicyReferences(
    Map<String, SigningKey> keys,
    Map<String, TlsTrust> trusts,
    List<Problem> problems,
    List<String> commands,
    boolean pending) {

  /** All objects that the policy names, for somebody to watch them. */
  static Set<Reference> namedBy(CachePolicy policy) {
    var namespace = policy.getMetadata().getNamespace();
    return policy.getSpec().targets().stream()
        .flatMap(target -> Stream.of(secret(target, namespace), authorities(target, namespace)))
        .flatMap(Optional::stream)
        .collect(toSet());
  }

  /** Reads them. */
  static PolicyReferences of(CachePolicy policy, Function<Reference, Lookup> known) {
    var reader = new Reader(policy.getMetadata().getNamespace(), known);
    var targets = policy.getSpec().targets();
    for (var i = 0; i < targets.size(); i++) {
      reader.read(targets.get(i), "spec.targets[%d]".formatted(i));
    }
    return new PolicyReferences(
        reader.keys, reader.trusts, reader.problems, reader.commands, reader.pending);
  }

  private static Optional<Reference> secret(Target target, String namespace) {
    return Optional.ofNullable(target.authSecretRef())
        .map(ref -> Reference.secret(namespace, ref.name()));
  }

  private static Optional<Reference> authorities(Target target, String namespace) {
    return Optional.ofNullable(target.tls())
        .map(tls -> Reference.configMap(namespace, tls.caConfigMapRef().name()));
  }

  private static final class Reader {
    private final String namespace;
    private final Function<Reference, Lookup> known;
    private final Map<String, SigningKey> keys = new HashMap<>();
    private final Map<String, TlsTrust> trusts = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private boolean pending;

    Reader(String namespace, Function<Reference, Lookup> known) {
      this.namespace = namespace;
      this.known = known;
    }

    void read(Target target, String path) {
      var auth = target.authSecretRef();
      if (auth != null) {
        value(Reference.secret(namespace, auth.name()), auth.key(), path + ".authSecretRef")
            .ifPresent(value -> parse(target, value, path + ".authSecretRef"));
      }
      var tls = target.tls();
      if (tls != null) {
        var ref = tls.caConfigMapRef();
        value(Reference.configMap(namespace, ref.name()), ref.key(), path + ".tls.caConfigMapRef")
            .ifPresent(pem -> trusts.put(target.name(), new TlsTrust(tls.serverName(), pem)));
      }
    }

    private void parse(Target target, byte[] value, String path) {
      switch (SigningKey.parse(value)) {
        case SigningKey.Parsed.Usable(var key) -> keys.put(target.name(), key);
        case SigningKey.Parsed.Invalid(var message) ->
            problems.add(new Problem(Reason.SECRET_KEY_INVALID, path, message));
      }
    }

    private Optional<byte[]> value(Reference reference, String key, String path) {
      return switch (known.apply(reference)) {
        case Lookup.Found(var contents) -> {
          var value = contents.value(key);
          if (value.isEmpty()) {
            problems.add(
                new Problem(
                    lacking(reference),
                    path,
                    "%s has no key \"%s\"; add it or name another".formatted(reference, key)));
          }
          yield value;
        }
        case Lookup.NotFound ignored -> {
          problems.add(
              new Problem(missing(reference), path, reference + " does not exist; create it"));
          yield Optional.empty();
        }
        case Lookup.AccessDenied denied -> {
          problems.add(
              new Problem(
                  Reason.SECRET_ACCESS_DENIED, path, reference.name() + ": " + denied.message()));
          commands.add(denied.command());
          yield Optional.empty();
        }
        case Lookup.Unknown ignored -> {
          pending = true;
          yield Optional.empty();
        }
      };
    }

    private static Reason lacking(Reference reference) {
      return reference.kind() == Reference.Kind.SECRET
          ? Reason.SECRET_KEY_INVALID
          : Reason.CONFIG_MAP_NOT_FOUND;
    }

    private static Reason missing(Reference reference) {
      return reference.kind() == Reference.Kind.SECRET
          ? Reason.SECRET_NOT_FOUND
          : Reason.CONFIG_MAP_NOT_FOUND;
    }
  }
}
