package dev.freshet.operator.references;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.testbed.AuditLog;
import dev.freshet.testbed.AuditedRequest;
import dev.freshet.testbed.ControlPlane;
import dev.freshet.testbed.TcpProxy;
import dev.freshet.testbed.junit.ControlPlaneExtension;
import dev.freshet.testbed.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** On a real API server with RBAC, as a ServiceAccount that authenticates with its own token. */
@ExtendWith(ControlPlaneExtension.class)
class ReferencesIT {
  private static final List<String> READ = List.of("get", "list", "watch");
  private static final Duration SOON = Duration.ofSeconds(10);

  private final ControlPlane controlPlane;
  private final KubernetesClient admin;
  private final Queue<Owner> told = new ConcurrentLinkedQueue<>();
  private String namespace = "";
  private OperatorAccount operator;
  private KubernetesClient client;
  private References references;
  private AuditLog.Mark start;
  private Reference auth;
  private Owner backend;

  ReferencesIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
    this.admin = controlPlane.client();
  }

  @BeforeEach
  void anOperatorWithoutRights(TestNamespace testNamespace) {
    namespace = testNamespace.name();
    operator = OperatorAccount.createIn(namespace, controlPlane);
    client = operator.client();
    references = listening(new References(client, briskly()));
    auth = Reference.secret(namespace, "redis-auth");
    backend = new Owner("CacheBackend", namespace, "redis-main");
    start = controlPlane.audit().mark();
  }

  @AfterEach
  void close() {
    references.close();
    client.close();
  }

  /** This is what the whole design rests on. */
  @Test
  void aRoleForOneNameIsHonouredForAListOnlyIfTheListSelectsThatName() {
    // Given
    operator.grant("reader", "secrets", READ, "redis-auth");
    secretHolds("hunter2");

    // When
    var selected = client.secrets().inNamespace(namespace).withField("metadata.name", "redis-auth");

    // Then
    await().atMost(SOON).untilAsserted(() -> assertThat(selected.list().getItems()).hasSize(1));
    assertThatThrownBy(() -> client.secrets().inNamespace(namespace).list())
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403));
    assertThatThrownBy(
            () ->
                client
                    .secrets()
                    .inNamespace(namespace)
                    .withField("metadata.name", "another")
                    .list())
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403));
  }

  @Test
  void theCommandInTheMessageGrantsTheRightAndThatIsNoticedWithinTenSecondsWithoutAWrite() {
    // Given
    try (var gently = new References(client)) {
      secretHolds("hunter2");
      gently.retain(backend, Set.of(auth));
      var denied = denied(gently, auth);

      // When
      run(denied.command());

      // Then
      await().atMost(SOON).until(() -> password(gently), Optional.of("hunter2")::equals);
      assertThat(asked())
          .filteredOn(AuditedRequest::isWrite)
          .extracting(AuditedRequest::resource)
          .containsExactly("selfsubjectreviews");
      assertThat(asked()).filteredOn(r -> r.code() == 403).hasSizeBetween(1, 6);
    }
  }

  @Test
  void aConsentThatIsWithdrawnTakesEffectWhenTheWatchEnds() {
    // Given
    consentToAuth();
    secretHolds("hunter2");
    references.retain(backend, Set.of(auth));
    await().atMost(SOON).until(() -> password(references), Optional.of("hunter2")::equals);

    // When
    operator.revoke("reader");

    // Then
    denied(references, auth);
    assertThat(told).contains(backend);
  }

  @Test
  void whoMayListButNotWatchHasNotConsented() {
    // Given
    operator.grant("lister", "secrets", List.of("get", "list"), "redis-auth");
    secretHolds("hunter2");

    // When
    references.retain(backend, Set.of(auth));

    // Then
    denied(references, auth);
    await()
        .during(Duration.ofSeconds(2))
        .atMost(SOON)
        .until(() -> references.lookup(auth), Lookup.AccessDenied.class::isInstance);
    assertThat(told).hasSize(1);
  }

  @Test
  void aSecretIsFollowedThroughCreationRotationDeletionAndRecreation() {
    consentToAuth();
    references.retain(backend, Set.of(auth));
    await().atMost(SOON).until(() -> references.lookup(auth), new Lookup.NotFound()::equals);

    secretHolds("first");
    await().atMost(SOON).until(() -> password(references), Optional.of("first")::equals);
    secretHolds("second");
    await().atMost(SOON).until(() -> password(references), Optional.of("second")::equals);
    admin.secrets().inNamespace(namespace).withName("redis-auth").delete();
    await().atMost(SOON).until(() -> references.lookup(auth), new Lookup.NotFound()::equals);
    secretHolds("third");
    await().atMost(SOON).until(() -> password(references), Optional.of("third")::equals);

    assertThat(told).hasSize(5);
  }

  @Test
  void aChangeOfALabelTellsNobody() {
    // Given
    consentToAuth();
    secretHolds("hunter2");
    references.retain(backend, Set.of(auth));
    await().atMost(SOON).until(() -> password(references), Optional.of("hunter2")::equals);

    // When
    admin
        .secrets()
        .inNamespace(namespace)
        .withName("redis-auth")
        .edit(s -> s.edit().editMetadata().addToLabels("team", "shop").endMetadata().build());
    secretHolds("hunter3");

    // Then
    await().atMost(SOON).until(() -> password(references), Optional.of("hunter3")::equals);
    assertThat(told).hasSize(2);
  }

  @Test
  void ownersOfAllKindsShareOneWatchAndAllHearOfAChange() {
    // Given
    references.close();
    references = listening(new References(client));
    consentToAuth();
    secretHolds("first");
    var policy = new Owner("CachePolicy", namespace, "shop");
    references.retain(backend, Set.of(auth));
    references.retain(policy, Set.of(auth));
    await().atMost(SOON).until(() -> password(references), Optional.of("first")::equals);
    told.clear();

    // When
    secretHolds("second");

    // Then
    await().atMost(SOON).until(() -> Set.copyOf(told), Set.of(backend, policy)::equals);
    assertThat(watches()).hasSize(1);
  }

  @Test
  void theWatchEndsWithTheLastWhoNamesIt() {
    // Given
    references.close();
    references = listening(new References(client));
    consentToAuth();
    secretHolds("hunter2");
    var policy = new Owner("CachePolicy", namespace, "shop");
    references.retain(backend, Set.of(auth));
    references.retain(policy, Set.of(auth));
    await().atMost(SOON).until(() -> password(references), Optional.of("hunter2")::equals);

    // When
    references.retain(policy, Set.of());
    assertThat(password(references)).contains("hunter2");
    references.release(backend);

    // Then
    assertThat(references.lookup(auth)).isEqualTo(new Lookup.Unknown());
    await().atMost(SOON).until(() -> watches().size(), Integer.valueOf(2)::equals);
  }

  @Test
  void whatHappensWhileTheWatchIsCutIsSeenWithinTenSeconds() {
    consentToAuth();
    secretHolds("first");
    try (var wire = TcpProxy.to(port());
        var farClient = operator.client("https://127.0.0.1:" + wire.port());
        var far = new References(farClient)) {
      // Given
      far.retain(backend, Set.of(auth));
      await().atMost(SOON).until(() -> password(far), Optional.of("first")::equals);

      // When
      wire.hold();
      secretHolds("second");
      wire.cut();
      assertThat(password(far)).contains("first");
      wire.release();

      // Then
      await().atMost(SOON).until(() -> password(far), Optional.of("second")::equals);
    }
  }

  @Test
  void anApiServerThatIsAwayAtFirstIsWaitedFor() {
    consentToAuth();
    secretHolds("hunter2");
    try (var wire = TcpProxy.to(port());
        var farClient = operator.client("https://127.0.0.1:" + wire.port());
        var far = new References(farClient)) {
      // Given
      wire.hold();
      far.retain(backend, Set.of(auth));
      assertThat(far.lookup(auth)).isEqualTo(new Lookup.Unknown());

      // When
      wire.release();

      // Then
      await().atMost(SOON).until(() -> password(far), Optional.of("hunter2")::equals);
    }
  }

  /** The API server allows a hundred streams on a connection: the others must not starve. */
  @Test
  void threeHundredReferencesAreAllWatchedAtOnce() {
    // Given
    operator.grant("reader", "secrets", READ);
    references.close();
    references = listening(new References(client));
    var all =
        IntStream.range(0, 300)
            .mapToObj(i -> Reference.secret(namespace, "secret-" + i))
            .collect(Collectors.toSet());

    // When
    references.retain(backend, all);

    // Then
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> all.stream().allMatch(r -> references.lookup(r) instanceof Lookup.NotFound));
    await().atMost(SOON).until(() -> watches().size(), Integer.valueOf(300)::equals);
    secretHolds("secret-299", "hunter2");
    await()
        .atMost(SOON)
        .until(
            () -> references.lookup(Reference.secret(namespace, "secret-299")),
            Lookup.Found.class::isInstance);
  }

  private static Rhythm briskly() {
    return new Rhythm(Duration.ofMillis(300), Duration.ofSeconds(1));
  }

  private References listening(References listened) {
    listened.onChange("CacheBackend", told::add);
    listened.onChange("CachePolicy", told::add);
    return listened;
  }

  private void consentToAuth() {
    operator.grant("reader", "secrets", READ, "redis-auth");
  }

  private void secretHolds(String password) {
    secretHolds("redis-auth", password);
  }

  private void secretHolds(String name, String password) {
    var secret =
        new SecretBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(namespace)
            .endMetadata()
            .withStringData(Map.of("password", password))
            .build();
    admin.resource(secret).createOr(item -> item.update());
  }

  private Optional<String> password(References from) {
    return switch (from.lookup(auth)) {
      case Lookup.Found found -> found.contents().value("password").map(b -> new String(b, UTF_8));
      case Lookup.NotFound _, Lookup.AccessDenied _, Lookup.Unknown _ -> Optional.empty();
    };
  }

  private static Lookup.AccessDenied denied(References from, Reference reference) {
    return (Lookup.AccessDenied)
        await()
            .atMost(SOON)
            .until(() -> from.lookup(reference), Lookup.AccessDenied.class::isInstance);
  }

  private void run(String commands) {
    for (var command : commands.split(" && ", -1)) {
      controlPlane.kubectl(command.substring("kubectl ".length()).split(" ", -1)).orThrow();
    }
  }

  private List<AuditedRequest> asked() {
    return controlPlane.audit().since(start).stream()
        .filter(request -> request.user().equals(operator.user()))
        .toList();
  }

  /** One entry when a watch begins, one more when it ends. */
  private List<AuditedRequest> watches() {
    return asked().stream().filter(request -> request.verb().equals("watch")).toList();
  }

  private int port() {
    return URI.create(controlPlane.apiServer().url()).getPort();
  }
}
