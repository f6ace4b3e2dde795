package dev.freshet.operator.backend;

import static dev.freshet.operator.status.Reason.ACCESS_DENIED;
import static dev.freshet.operator.status.Reason.ADDRESS_NOT_ALLOWED;
import static dev.freshet.operator.status.Reason.AUTH_FAILED;
import static dev.freshet.operator.status.Reason.CONFIG_MAP_NOT_FOUND;
import static dev.freshet.operator.status.Reason.CONNECTED;
import static dev.freshet.operator.status.Reason.CONNECT_FAILED;
import static dev.freshet.operator.status.Reason.SECRET_ACCESS_DENIED;
import static dev.freshet.operator.status.Reason.SECRET_KEY_INVALID;
import static dev.freshet.operator.status.Reason.SECRET_NOT_FOUND;
import static dev.freshet.operator.status.Reason.TLS_FAILED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.freshet.operator.status.ConditionType;
import dev.freshet.operator.status.Conditions;
import dev.freshet.testbed.AuditedRequest;
import dev.freshet.testbed.ControlPlane;
import dev.freshet.testbed.Redis;
import dev.freshet.testbed.RedisOptions;
import dev.freshet.testbed.TestCertificates;
import dev.freshet.testbed.junit.ControlPlaneExtension;
import dev.freshet.testbed.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole operator against a real API server with RBAC and real Redis servers. */
@ExtendWith(ControlPlaneExtension.class)
class CacheBackendIT {
  /** So long that nothing in these tests can be owed to it. */
  private static final String RARELY = "1h";

  private static final String OFTEN = "5s";
  private static final String PASSWORD = "hunter2";

  private static Redis open;
  private static Redis guarded;

  private BackendTrial trial;

  @BeforeAll
  static void startRedis() {
    open = Redis.start();
    guarded =
        Redis.start(
            RedisOptions.open()
                .withPassword(PASSWORD)
                .withUser("freshet", "of-freshet", "+ping +info")
                .withUser("no-info", "of-nobody", "+ping"));
  }

  @AfterAll
  static void stopRedis() {
    open.close();
    guarded.close();
  }

  @BeforeEach
  void start(ControlPlane controlPlane, TestNamespace namespace) {
    trial = new BackendTrial(controlPlane, namespace.name());
  }

  @AfterEach
  void stop() {
    trial.close();
  }

  @Test
  void anOpenRedisIsReadyAfterOneWriteAndSaysWhatItIs() {
    // Given
    var mark = trial.controlPlane.audit().mark();

    // When
    trial.apply("redis-main", RARELY, "addresses: [\"%s\"]".formatted(open.address()));
    trial.awaitReason("redis-main", CONNECTED);

    // Then
    var server = requireNonNull(CacheBackendStatuses.previous(trial.get("redis-main")).server());
    assertThat(server.software()).isEqualTo("redis");
    assertThat(server.version()).matches("[678]\\..*");
    assertThat(server.primaries()).isEqualTo(1);
    assertThat(server.maxmemoryPolicy()).isEqualTo("noeviction");
    assertThat(trial.controlPlane.kubectl("-n", trial.namespace, "get", "cbe").orThrow())
        .contains("redis-main", "True", "Standalone");
    assertThat(trial.writesSince(mark))
        .filteredOn(request -> request.resource().equals("cachebackends"))
        .extracting(AuditedRequest::verb, AuditedRequest::subresource)
        .containsExactly(tuple("patch", "status"));
    assertThat(trial.metrics())
        .contains("freshet_backend_up{backend=\"redis-main\",namespace=\"" + trial.namespace);
  }

  @Test
  void nothingOfAUsersObjectIsTouchedButItsStatus() {
    trial.apply("redis-main", RARELY, "addresses: [\"%s\"]".formatted(open.address()));
    trial.awaitReason("redis-main", CONNECTED);

    var backend = trial.get("redis-main");

    assertThat(backend.getMetadata().getFinalizers()).isEmpty();
    assertThat(backend.getMetadata().getLabels()).isNullOrEmpty();
    assertThat(backend.getMetadata().getAnnotations()).isNullOrEmpty();
    assertThat(backend.getMetadata().getGeneration()).isEqualTo(1);
  }

  @Test
  void aPasswordIsFollowedFromMissingToDeniedToLackingItsKeyToWrongToRight() {
    // Nobody may say whether a Secret exists that he may not read.
    trial.apply("redis-main", RARELY, guarded("redis-auth"));
    var denied = trial.awaitReason("redis-main", SECRET_ACCESS_DENIED);
    assertThat(trial.isStalled("redis-main")).isTrue();

    trial.run(denied.getMessage().substring(denied.getMessage().indexOf("kubectl")));
    trial.awaitReason("redis-main", SECRET_NOT_FOUND);
    assertThat(trial.isStalled("redis-main")).isTrue();

    trial.secretHolds("redis-auth", Map.of("token", PASSWORD));
    var lacking = trial.awaitReason("redis-main", SECRET_KEY_INVALID);
    assertThat(lacking.getMessage()).contains("password").doesNotContain(PASSWORD);

    trial.secretHolds("redis-auth", Map.of("password", "canary-7f3a91"));
    var wrong = trial.awaitReason("redis-main", AUTH_FAILED);
    assertThat(wrong.getMessage()).doesNotContain("canary");
    assertThat(trial.isStalled("redis-main")).isTrue();

    trial.secretHolds("redis-auth", Map.of("password", PASSWORD));
    trial.awaitReason("redis-main", CONNECTED);
    assertThat(trial.isStalled("redis-main")).isFalse();
    await()
        .atMost(BackendTrial.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(trial.events("redis-main"))
                    .extracting(Event::getReason)
                    .containsExactlyInAnyOrder(
                        "SecretAccessDenied",
                        "SecretNotFound",
                        "SecretKeyInvalid",
                        "AuthFailed",
                        "Connected"));
  }

  @Test
  void aUserWithTooFewRightsIsToldWhichOneAndRotatedToOneWithEnough() {
    // Given
    trial.consentTo("redis-auth");
    trial.secretHolds("redis-auth", Map.of("username", "no-info", "password", "of-nobody"));
    trial.apply("redis-main", RARELY, guarded("redis-auth"));
    assertThat(trial.awaitReason("redis-main", ACCESS_DENIED).getMessage()).contains("+info");

    // When
    trial.secretHolds("redis-auth", Map.of("username", "freshet", "password", "of-freshet"));

    // Then
    trial.awaitReason("redis-main", CONNECTED);
  }

  @Test
  void aConsentThatComesBackIsEnoughWithoutARestart() {
    trial.consentTo("redis-auth");
    trial.secretHolds("redis-auth", Map.of("password", PASSWORD));
    trial.apply("redis-main", RARELY, guarded("redis-auth"));
    trial.awaitReason("redis-main", CONNECTED);

    trial.account.revoke("consent-redis-auth");
    trial.restartOperator();
    trial.awaitReason("redis-main", SECRET_ACCESS_DENIED);

    trial.account.bind("consent-redis-auth");
    trial.awaitReason("redis-main", CONNECTED);
  }

  @Test
  void aRedisThatDiesIsNoticedAndSoIsItsReturn() {
    try (var redis = Redis.start()) {
      // Given
      trial.apply("redis-main", OFTEN, "addresses: [\"%s\"]".formatted(redis.address()));
      trial.awaitReason("redis-main", CONNECTED);

      // When
      redis.stop();

      // Then
      trial.awaitReason("redis-main", CONNECT_FAILED);
      var status = CacheBackendStatuses.previous(trial.get("redis-main"));
      assertThat(Conditions.isTrue(status.conditions(), ConditionType.RECONCILING)).isTrue();
      assertThat(Conditions.isTrue(status.conditions(), ConditionType.STALLED)).isFalse();
      assertThat(status.server()).as("what it was").isNotNull();
      assertThat(trial.metrics()).containsPattern("freshet_backend_up\\{.*redis-main.*} 0.0");

      redis.restart();
      trial.awaitReason("redis-main", CONNECTED);
      assertThat(trial.metrics()).containsPattern("freshet_backend_up\\{.*redis-main.*} 1.0");
    }
  }

  /** With an interval of an hour, nobody would want to wait for the next one. */
  @Test
  void aRedisThatIsDownAtFirstIsFoundSoonAfterItIsBackWhateverTheInterval() {
    try (var redis = Redis.start()) {
      // Given
      redis.stop();
      trial.apply("redis-main", RARELY, "addresses: [\"%s\"]".formatted(redis.address()));
      trial.awaitReason("redis-main", CONNECT_FAILED);

      // When
      redis.restart();

      // Then
      trial.awaitReason("redis-main", CONNECTED);
    }
  }

  @Test
  void aHungRedisDoesNotMakeOthersWait() {
    try (var hung = Redis.start()) {
      // Given
      hung.pause();
      IntStream.range(0, 40)
          .forEach(
              i ->
                  trial.apply(
                      "hung-" + i,
                      OFTEN,
                      """
                      addresses: ["%s"]
                      commandTimeout: 20s
                      """
                          .formatted(hung.address())));

      // When
      trial.apply("redis-main", RARELY, "addresses: [\"%s\"]".formatted(open.address()));

      // Then
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(CacheBackendStatuses.previous(trial.get("redis-main")).conditions())
                      .extracting(Condition::getReason)
                      .containsExactly(CONNECTED.text()));
      assertThat(CacheBackendStatuses.previous(trial.get("hung-39")).conditions()).isEmpty();
    }
  }

  @Test
  void tlsIsVerifiedWithTheAuthorityOfAConfigMapAndShowsTheCertificateOfASecret() {
    var authority = TestCertificates.newAuthority("redis-ca");
    var clients = TestCertificates.newAuthority("clients");
    var client = clients.client("freshet");
    var options =
        RedisOptions.open()
            .withTls(authority.server("redis.shop.internal"))
            .withClientCertificatesOf(clients);
    try (var redis = Redis.start(options)) {
      trial.consentTo("redis-client");
      trial.apply("redis-main", RARELY, secured(redis, "redis.shop.internal"));
      trial.awaitReason("redis-main", CONFIG_MAP_NOT_FOUND);

      trial.configMapHolds("redis-ca", Map.of("ca.crt", authority.authorityPem()));
      trial.awaitReason("redis-main", SECRET_NOT_FOUND);

      trial.secretHolds(
          "redis-client",
          Map.of("tls.crt", client.certificatePem(), "tls.key", client.privateKeyPem()));
      trial.awaitReason("redis-main", CONNECTED);

      trial.apply("redis-main", RARELY, secured(redis, "redis.bank.internal"));
      assertThat(trial.awaitReason("redis-main", TLS_FAILED).getMessage())
          .contains("redis.bank.internal");

      trial.apply("redis-main", RARELY, secured(redis, "redis.shop.internal"));
      trial.configMapHolds(
          "redis-ca", Map.of("ca.crt", TestCertificates.newAuthority("other").authorityPem()));
      assertThat(trial.awaitReason("redis-main", TLS_FAILED).getMessage())
          .contains("no trusted authority");
      assertThat(trial.isStalled("redis-main")).isTrue();
    }
  }

  @Test
  void aForbiddenAddressIsToldAndNeverTried() {
    trial.apply("redis-main", RARELY, "addresses: [\"169.254.169.254:6379\"]");

    trial.awaitReason("redis-main", ADDRESS_NOT_ALLOWED);
    assertThat(trial.isStalled("redis-main")).isTrue();
  }

  @Test
  void whileNothingChangesNothingIsWrittenHoweverOftenItIsChecked() {
    // Given
    trial.consentTo("redis-auth");
    trial.secretHolds("redis-auth", Map.of("password", "wrong"));
    trial.apply("redis-main", OFTEN, "addresses: [\"%s\"]".formatted(open.address()));
    trial.apply("wrong", OFTEN, guarded("redis-auth"));
    trial.awaitReason("redis-main", CONNECTED);
    trial.awaitReason("wrong", AUTH_FAILED);
    await()
        .atMost(BackendTrial.PATIENCE)
        .until(() -> trial.events("redis-main").size() + trial.events("wrong").size() >= 2);
    var mark = trial.controlPlane.audit().mark();
    var pings = trial.pings("redis-main");

    // When
    await().atMost(BackendTrial.PATIENCE).until(() -> trial.pings("redis-main") >= pings + 4);

    // Then
    assertThat(trial.writesSince(mark)).isEmpty();
  }

  @Test
  void aRestartOfTheOperatorWritesNothingWhereNothingChanged() {
    // Given
    trial.apply("redis-main", RARELY, "addresses: [\"%s\"]".formatted(open.address()));
    trial.awaitReason("redis-main", CONNECTED);
    await().atMost(BackendTrial.PATIENCE).until(() -> trial.events("redis-main").size() == 1);
    var mark = trial.controlPlane.audit().mark();

    // When
    trial.restartOperator();
    await().atMost(BackendTrial.PATIENCE).until(() -> trial.pings("redis-main") >= 1);
    await()
        .atMost(BackendTrial.PATIENCE)
        .until(() -> trial.metrics().contains("freshet_backend_up"));

    // Then
    assertThat(trial.writesSince(mark)).isEmpty();
  }

  @Test
  void aBackendThatIsDeletedIsNoLongerAskedWatchedOrCounted() {
    // Given
    trial.consentTo("redis-auth");
    trial.secretHolds("redis-auth", Map.of("password", PASSWORD));
    trial.apply("redis-main", OFTEN, guarded("redis-auth"));
    trial.awaitReason("redis-main", CONNECTED);
    var mark = trial.controlPlane.audit().mark();

    // When
    trial.delete("redis-main");

    // Then
    await()
        .atMost(BackendTrial.PATIENCE)
        .until(() -> !trial.metrics().contains("backend=\"redis-main\""));
    await()
        .atMost(BackendTrial.PATIENCE)
        .until(
            () ->
                trial.controlPlane.audit().since(mark).stream()
                    .anyMatch(
                        request ->
                            request.user().equals(trial.account.user())
                                && request.verb().equals("watch")
                                && request.uri().contains("redis-auth")
                                && request.stage().equals("ResponseComplete")));
  }

  private static String guarded(String secret) {
    return """
    addresses: ["%s"]
    authSecretRef: {name: %s}
    """
        .formatted(guarded.address(), secret);
  }

  private static String secured(Redis redis, String serverName) {
    return """
    addresses: ["%s"]
    tls:
      serverName: %s
      caConfigMapRef: {name: redis-ca}
      clientCertSecretRef: {name: redis-client}
    """
        .formatted(redis.address(), serverName);
  }
}
