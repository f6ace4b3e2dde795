package dev.freshet.operator.backend;

import static dev.freshet.operator.status.Reason.CONFIG_MAP_NOT_FOUND;
import static dev.freshet.operator.status.Reason.SECRET_ACCESS_DENIED;
import static dev.freshet.operator.status.Reason.SECRET_KEY_INVALID;
import static dev.freshet.operator.status.Reason.SECRET_NOT_FOUND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.api.v1alpha1.CacheBackend;
import dev.freshet.operator.redis.Credentials;
import dev.freshet.operator.redis.RedisTls;
import dev.freshet.operator.references.Contents;
import dev.freshet.operator.references.Lookup;
import dev.freshet.operator.references.Reference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BackendReferencesTest {
  private static final Reference AUTH = Reference.secret("shop", "redis-auth");
  private static final Reference SENTINEL_AUTH = Reference.secret("shop", "sentinel-auth");
  private static final Reference CLIENT = Reference.secret("shop", "redis-client");
  private static final Reference AUTHORITIES = Reference.configMap("shop", "redis-ca");

  private final CacheBackend everything =
      Backends.of(
          """
          topology: Sentinel
          addresses: ["sentinel-0:26379"]
          sentinelMaster: main
          database: 2
          authSecretRef: {name: redis-auth, usernameKey: user, passwordKey: pass}
          sentinelAuthSecretRef: {name: sentinel-auth}
          tls:
            serverName: redis.shop.internal
            caConfigMapRef: {name: redis-ca}
            clientCertSecretRef: {name: redis-client}
          connectTimeout: 1500ms
          """);
  private final Map<Reference, Lookup> known = new HashMap<>();

  BackendReferencesTest() {
    known.put(AUTH, found(Map.of("user", "freshet", "pass", "hunter2")));
    known.put(SENTINEL_AUTH, found(Map.of("password", "hunter3")));
    known.put(CLIENT, found(Map.of("tls.crt", "pem-of-ours", "tls.key", "pem-of-key")));
    known.put(AUTHORITIES, found(Map.of("ca.crt", "pem-of-theirs")));
  }

  @Test
  void allThatABackendNamesIsNamed() {
    assertThat(BackendReferences.namedBy(everything))
        .containsExactlyInAnyOrder(AUTH, SENTINEL_AUTH, CLIENT, AUTHORITIES);
    assertThat(BackendReferences.namedBy(Backends.plain())).isEmpty();
  }

  @Test
  void whatTheyHoldBecomesTheTarget() {
    var target = ((BackendSources.Complete) read(everything)).target();

    assertThat(target.database()).isEqualTo(2);
    assertThat(target.timeouts().connect()).hasMillis(1500);
    assertThat(target.timeouts().command()).hasSeconds(1);
    assertThat(target.credentials())
        .contains(new Credentials(Optional.of(bytes("freshet")), bytes("hunter2")));
    assertThat(target.sentinel().orElseThrow().master()).isEqualTo("main");
    assertThat(target.sentinel().orElseThrow().credentials())
        .contains(new Credentials(Optional.empty(), bytes("hunter3")));
    assertThat(target.tls())
        .contains(
            new RedisTls(
                Optional.of("redis.shop.internal"),
                Optional.of(pem("pem-of-theirs")),
                Optional.of(new RedisTls.Identity(pem("pem-of-ours"), pem("pem-of-key")))));
  }

  @Test
  void aTargetWithAnotherPasswordIsAnotherTarget() {
    var before = read(everything);

    known.put(AUTH, found(Map.of("user", "freshet", "pass", "rotated")));

    assertThat(read(everything)).isNotEqualTo(before);
  }

  @Test
  void secretsAreNotInWhatATargetSaysOfItself() {
    assertThat(read(everything).toString())
        .doesNotContain("hunter2", "hunter3", "pem-of", "freshet");
  }

  @Test
  void tlsThatIsSwitchedOffNamesNothing() {
    var off =
        Backends.of(
            """
            addresses: ["redis:6379"]
            tls: {enabled: false, caConfigMapRef: {name: redis-ca}}
            """);

    assertThat(BackendReferences.namedBy(off)).isEmpty();
    assertThat(((BackendSources.Complete) read(off)).target().tls()).isEmpty();
  }

  @Test
  void whatIsNotKnownYetIsWaitedFor() {
    known.put(CLIENT, new Lookup.Unknown());

    assertThat(read(everything)).isEqualTo(new BackendSources.Unknown());
  }

  @Test
  void eachThingThatLacksHasItsReason() {
    known.put(CLIENT, found(Map.of("tls.crt", "certificate")));
    assertThat(lacking().reason()).isEqualTo(SECRET_KEY_INVALID);
    assertThat(lacking().message()).contains("Secret shop/redis-client", "tls.key");

    known.put(AUTHORITIES, found(Map.of("ca.pem", "authorities")));
    assertThat(lacking().reason()).isEqualTo(CONFIG_MAP_NOT_FOUND);
    assertThat(lacking().message()).contains("ConfigMap shop/redis-ca", "ca.crt");

    known.put(AUTHORITIES, new Lookup.NotFound());
    assertThat(lacking().reason()).isEqualTo(CONFIG_MAP_NOT_FOUND);

    known.put(AUTH, new Lookup.NotFound());
    assertThat(lacking().reason()).isEqualTo(SECRET_NOT_FOUND);

    known.put(AUTH, found(Map.of("user", "freshet", "pass", "")));
    assertThat(lacking().reason()).isEqualTo(SECRET_KEY_INVALID);

    known.put(AUTH, new Lookup.AccessDenied("short", "kubectl …"));
    assertThat(lacking().reason()).isEqualTo(SECRET_ACCESS_DENIED);
    assertThat(lacking().message()).isEqualTo("short");
    assertThat(lacking().whole()).endsWith("kubectl …");
  }

  private BackendSources read(CacheBackend backend) {
    return BackendReferences.read(
        backend, reference -> known.getOrDefault(reference, new Lookup.NotFound()));
  }

  private Observation.Unusable lacking() {
    return ((BackendSources.Lacking) read(everything)).why();
  }

  private static Lookup found(Map<String, String> values) {
    return new Lookup.Found(
        Contents.of(
            values.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> bytes(entry.getValue())))));
  }

  private static RedisTls.Pem pem(String text) {
    return new RedisTls.Pem(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
