package dev.freshet.operator.backend;

import static dev.freshet.operator.references.Reference.Kind.SECRET;

import dev.freshet.operator.api.v1alpha1.CacheBackend;
import dev.freshet.operator.api.v1alpha1.CredentialsRef;
import dev.freshet.operator.api.v1alpha1.Durations;
import dev.freshet.operator.api.v1alpha1.RedisConnection;
import dev.freshet.operator.redis.Credentials;
import dev.freshet.operator.redis.RedisTarget;
import dev.freshet.operator.redis.RedisTls;
import dev.freshet.operator.references.Contents;
import dev.freshet.operator.references.Lookup;
import dev.freshet.operator.references.Reference;
import dev.freshet.operator.status.Reason;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the Secrets and ConfigMaps that a backend names. */
final class BackendReferences {
  private static final String CERTIFICATES = "tls.crt";
  private static final String PRIVATE_KEY = "tls.key";

  private final String namespace;
  private final RedisConnection redis;
  private final Function<Reference, Lookup> known;
  private final Set<Reference> named = new LinkedHashSet<>();
  private Optional<Observation.Unusable> lacking = Optional.empty();
  private boolean unknown;

  private BackendReferences(CacheBackend backend, Function<Reference, Lookup> known) {
    this.namespace = backend.getMetadata().getNamespace();
    this.redis = backend.getSpec().redis();
    this.known = known;
  }

  /** All that the backend names, for somebody to watch. */
  static Set<Reference> namedBy(CacheBackend backend) {
    var references = new BackendReferences(backend, _ -> new Lookup.Unknown());
    references.read();
    return references.named;
  }

  static BackendSources read(CacheBackend backend, Function<Reference, Lookup> known) {
    var references = new BackendReferences(backend, known);
    var target = references.read();
    return references
        .lacking
        .<BackendSources>map(BackendSources.Lacking::new)
        .orElseGet(
            () ->
                references.unknown
                    ? new BackendSources.Unknown()
                    : new BackendSources.Complete(target));
  }

  private RedisTarget read() {
    return new RedisTarget(
        redis.topology(),
        redis.addresses(),
        redis.database(),
        credentials(redis.authSecretRef()),
        tls(redis.tls()),
        Optional.ofNullable(redis.sentinelMaster())
            .map(
                master ->
                    new RedisTarget.Sentinel(master, credentials(redis.sentinelAuthSecretRef()))),
        new RedisTarget.Timeouts(
            Durations.parse(redis.connectTimeout()), Durations.parse(redis.commandTimeout())));
  }

  private Optional<Credentials> credentials(@Nullable CredentialsRef ref) {
    if (ref == null) {
      return Optional.empty();
    }
    var secret = Reference.secret(namespace, ref.name());
    return contents(secret)
        .flatMap(
            contents ->
                value(secret, contents, ref.passwordKey())
                    .map(password -> new Credentials(contents.value(ref.usernameKey()), password)));
  }

  private Optional<RedisTls> tls(RedisConnection.@Nullable Tls tls) {
    if (tls == null || !tls.enabled()) {
      return Optional.empty();
    }
    return Optional.of(
        new RedisTls(Optional.ofNullable(tls.serverName()), authorities(tls), identity(tls)));
  }

  private Optional<RedisTls.Pem> authorities(RedisConnection.Tls tls) {
    var ref = tls.caConfigMapRef();
    if (ref == null) {
      return Optional.empty();
    }
    var configMap = Reference.configMap(namespace, ref.name());
    return contents(configMap)
        .flatMap(contents -> value(configMap, contents, ref.key()))
        .map(RedisTls.Pem::new);
  }

  private Optional<RedisTls.Identity> identity(RedisConnection.Tls tls) {
    var ref = tls.clientCertSecretRef();
    if (ref == null) {
      return Optional.empty();
    }
    var secret = Reference.secret(namespace, ref.name());
    return contents(secret)
        .flatMap(
            contents ->
                value(secret, contents, CERTIFICATES)
                    .flatMap(
                        certificates ->
                            value(secret, contents, PRIVATE_KEY)
                                .map(
                                    key ->
                                        new RedisTls.Identity(
                                            new RedisTls.Pem(certificates),
                                            new RedisTls.Pem(key)))));
  }

  private Optional<Contents> contents(Reference reference) {
    named.add(reference);
    return switch (known.apply(reference)) {
      case Lookup.Found(var contents) -> Optional.of(contents);
      case Lookup.NotFound() -> {
        lacks(missing(reference), reference + " does not exist. Create it.");
        yield Optional.empty();
      }
      case Lookup.AccessDenied(var message, var command) -> {
        lacks(
            new Observation.Unusable(
                Reason.SECRET_ACCESS_DENIED,
                message,
                "The operator may not read %s. To allow it: %s".formatted(reference, command)));
        yield Optional.empty();
      }
      case Lookup.Unknown() -> {
        unknown = true;
        yield Optional.empty();
      }
    };
  }

  private Optional<byte[]> value(Reference reference, Contents contents, String key) {
    var value = contents.value(key).filter(bytes -> bytes.length > 0);
    if (value.isEmpty()) {
      lacks(
          reference.kind() == SECRET ? Reason.SECRET_KEY_INVALID : Reason.CONFIG_MAP_NOT_FOUND,
          "%s holds nothing under the key %s. Add it, or name another key."
              .formatted(reference, key));
    }
    return value;
  }

  private static Reason missing(Reference reference) {
    return reference.kind() == SECRET ? Reason.SECRET_NOT_FOUND : Reason.CONFIG_MAP_NOT_FOUND;
  }

  private void lacks(Reason reason, String message) {
    lacks(new Observation.Unusable(reason, message));
  }

  /** One thing at a time: the first is told. */
  private void lacks(Observation.Unusable why) {
    lacking = lacking.or(() -> Optional.of(why));
  }
}
