package dev.freshet.testbed.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testbed.FreePort;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pod as long as nobody scripts it: it keeps the contract. */
class ScriptedPodTest {
  private static final String DOCUMENT = "{\"schema\":1}";

  private final PodKey key = PodKey.random();
  private final ScriptedPod pod = ScriptedPod.start(identity(key));

  @AfterEach
  void endPod() {
    pod.close();
  }

  @Test
  void aSignedDocumentIsKeptAsItIsAndAcknowledgedByItsDigest() throws Exception {
    try (var caller = new Caller(pod, key)) {
      // When
      var answer = caller.put(DOCUMENT);

      // Then
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .contains("\"appliedRevision\":\"" + Caller.revision(DOCUMENT) + "\"")
          .contains("\"processes\":{\"total\":1,\"applied\":1}");
      assertThat(pod.document()).map(document -> document.body().text()).contains(DOCUMENT);
      assertThat(caller.status().body())
          .contains("\"appliedRevision\":\"" + Caller.revision(DOCUMENT) + "\"")
          .contains("\"appliedGeneration\":1")
          .contains("\"policy\":{");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Freshet-Policy-UID, policy-2",
    "Freshet-Generation, 2026-11-21T10:00:00Z/2",
    "webhook-id, msg_2",
    "webhook-timestamp, 1",
    "body, {}",
  })
  void aCallOfWhichOnePartIsNotWhatWasSignedChangesNothing(String part, String value)
      throws Exception {
    try (var caller = new Caller(pod, key)) {
      // When
      var answer = caller.putForged(DOCUMENT, Map.of(part, value));

      // Then
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(pod.document()).isEmpty();
    }
  }

  @Test
  void aCallThatAnotherKeySignedChangesNothing() throws Exception {
    try (var caller = new Caller(pod, PodKey.random())) {
      // When
      var answer = caller.put(DOCUMENT);

      // Then
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(pod.document()).isEmpty();
    }
  }

  @Test
  void aCallForAnotherPodIsForbidden() throws Exception {
    try (var caller = new Caller(pod, key).with("Freshet-Pod-UID", "somebody-else")) {
      // When
      var answer = caller.put(DOCUMENT);

      // Then
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(pod.verdictOn(pod.configCalls().getFirst())).isEqualTo(Verdict.OTHER_POD);
      assertThat(pod.document()).isEmpty();
    }
  }

  @Test
  void aCallOfSixMinutesAgoIsTooOld() throws Exception {
    try (var caller = new Caller(pod, key).signedAt(Instant.now().minus(Duration.ofMinutes(6)))) {
      // When
      var answer = caller.put(DOCUMENT);

      // Then
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(pod.verdictOn(pod.configCalls().getFirst())).isEqualTo(Verdict.TOO_OLD);
    }
  }

  @Test
  void aPodWithoutAKeyIsClosedToEverybody() throws Exception {
    try (var caller = new Caller(pod, key)) {
      // Given
      pod.setKeys();

      // When
      var answer = caller.status();

      // Then
      assertThat(answer.statusCode()).isEqualTo(503);
    }
  }

  @Test
  void duringARotationEitherKeyWillDo() throws Exception {
    // Given
    var newKey = PodKey.random();
    pod.setKeys(key, newKey);

    try (var old = new Caller(pod, key);
        var fresh = new Caller(pod, newKey)) {
      // Then
      assertThat(old.status().statusCode()).isEqualTo(200);
      assertThat(fresh.status().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anOlderGenerationNeverComesBack() throws Exception {
    try (var caller = new Caller(pod, key)) {
      // Given
      caller.with("Freshet-Generation", Caller.CREATED + "/7").put(DOCUMENT);

      // When
      var answer = caller.with("Freshet-Generation", Caller.CREATED + "/6").put("{}");

      // Then
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).isEqualTo("{\"appliedGeneration\":\"2026-11-21T10:00:00Z/7\"}");
      assertThat(pod.revision()).contains(Caller.revision(DOCUMENT));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T10:00:00Z, 200",
    "2026-11-21T10:00:01Z, 200",
    "2026-11-21T09:59:59Z, 409",
  })
  void anotherPolicyOfThatNameMayFollowUnlessItIsOlder(String created, int status)
      throws Exception {
    try (var caller = new Caller(pod, key)) {
      // Given
      caller.with("Freshet-Generation", Caller.CREATED + "/7").put(DOCUMENT);

      // When
      var answer =
          caller
              .with("Freshet-Policy-UID", "policy-2")
              .with("Freshet-Generation", created + "/1")
              .put("{}");

      // Then
      assertThat(answer.statusCode()).isEqualTo(status);
    }
  }

  @Test
  void aBodyThatIsNotWhatTheRevisionSaysIsRefused() throws Exception {
    try (var caller =
        new Caller(pod, key).with("Freshet-Revision", Caller.revision("something else"))) {
      // When
      var answer = caller.put(DOCUMENT);

      // Then
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body()).contains("RevisionMismatch");
      assertThat(pod.document()).isEmpty();
    }
  }

  @Test
  void aDocumentOfMoreThan256KibibytesIsRefused() throws Exception {
    try (var caller = new Caller(pod, key)) {
      // Then
      assertThat(caller.put(" ".repeat(256 * 1024)).statusCode()).isEqualTo(200);
      assertThat(caller.put(" ".repeat(256 * 1024 + 1)).statusCode()).isEqualTo(413);
    }
  }

  @Test
  void aPodWithSlowProcessesSays202UntilAllOfThemHaveIt() throws Exception {
    try (var caller = new Caller(pod, key)) {
      // Given
      pod.setProcesses(4, 1);

      // When
      var first = caller.put(DOCUMENT);
      pod.setProcesses(4, 4);

      // Then
      assertThat(first.statusCode()).isEqualTo(202);
      assertThat(first.body()).contains("\"processes\":{\"total\":4,\"applied\":1}");
      assertThat(caller.status().body()).contains("\"processes\":{\"total\":4,\"applied\":4}");
      assertThat(caller.put(DOCUMENT).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void itHasNoPathForWhatItCanNotDo() throws Exception {
    try (var caller = new Caller(pod, key)) {
      // Then
      assertThat(caller.status().body()).contains("\"capabilities\":[\"Config\"]");
      assertThat(caller.post("/v1/invalidations").statusCode()).isEqualTo(404);
      assertThat(caller.post("/v1/warm").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aRestartedProcessHasForgottenItsDocument() throws Exception {
    try (var caller = new Caller(pod, key)) {
      // Given
      caller.put(DOCUMENT);

      // When
      pod.close();
      pod.resume();

      // Then
      assertThat(pod.document()).isEmpty();
      assertThat(caller.status().body()).doesNotContain("appliedRevision");
    }
  }

  @Test
  void everyCallIsRemembered() throws Exception {
    try (var caller = new Caller(pod, key)) {
      // When
      caller.put(DOCUMENT);
      caller.status();

      // Then
      assertThat(pod.calls()).extracting(HttpCall::method).containsExactly("PUT", "GET");
      assertThat(pod.configCalls())
          .extracting(call -> call.body().text())
          .containsExactly(DOCUMENT);
      assertThat(pod.statusCalls()).hasSize(1);
    }
  }

  private static PodIdentity identity(PodKey key) {
    var address = new LoopbackAddresses().next();
    return new PodIdentity(
        "web-a",
        "uid-a",
        address,
        FreePort.on(address),
        "/freshet",
        List.of(key),
        Optional.empty());
  }
}
