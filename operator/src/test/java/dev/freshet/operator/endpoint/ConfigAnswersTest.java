package dev.freshet.operator.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.endpoint.CallFailure.Unauthorized;
import dev.freshet.operator.endpoint.CallFailure.Unreachable;
import dev.freshet.operator.endpoint.CallFailure.Unsupported;
import dev.freshet.operator.endpoint.ConfigAnswer.Acknowledged;
import dev.freshet.operator.endpoint.ConfigAnswer.Lied;
import dev.freshet.operator.endpoint.ConfigAnswer.Partial;
import dev.freshet.operator.endpoint.ConfigAnswer.Rejected;
import dev.freshet.operator.endpoint.ConfigAnswer.Stale;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigAnswersTest {
  private static final String SENT = "sha256:" + "5f0c1b7e".repeat(8);
  private static final String OTHER = "sha256:" + "91aa02c4".repeat(8);

  @Test
  void theRevisionThatWasSentInEveryProcessIsAnAcknowledgement() {
    assertThat(read(200, applied(SENT, 4, 4))).isEqualTo(new Acknowledged(new Processes(4, 4)));
  }

  @ParameterizedTest
  @CsvSource({"200, 4, 3", "200, 1, 0", "200, 0, 0", "202, 4, 3", "202, 4, 4"})
  void lessThanEveryProcessIsNot(int status, int total, int applied) {
    assertThat(read(status, applied(SENT, total, applied)))
        .isEqualTo(new Partial(new Processes(total, applied)));
  }

  @Test
  void aPodThatCanNotTellMaySaySoWithoutNumbers() {
    assertThat(read(202, "{}")).isEqualTo(new Partial(new Processes(0, 0)));
  }

  @Test
  void aPodThatAcceptsSomethingElseLies() {
    assertThat(read(200, applied(OTHER, 1, 1))).isEqualTo(new Lied(OTHER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"appliedRevision\":null,\"processes\":{\"total\":1,\"applied\":1}}",
        "{\"appliedRevision\":7}",
        "{\"appliedRevision\":\"\"}",
        "{\"appliedRevision\":\"5f0c1b7e\"}",
        "{\"appliedRevision\":\"sha256:CANARY\"}",
        "{\"appliedRevision\":[\"sha256:CANARY\"]}",
      })
  void aRevisionThatIsNoneIsNotRepeated(String body) {
    assertThat(read(200, body)).isEqualTo(new Lied(null));
  }

  @Test
  void aRevisionWithSomethingBehindItIsNotTheOneThatWasSent() {
    assertThat(read(200, applied(SENT + "\\n", 1, 1))).isEqualTo(new Lied(null));
    assertThat(read(200, applied(SENT.toUpperCase(java.util.Locale.ROOT), 1, 1)))
        .isEqualTo(new Lied(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "4",
        "{\"total\":4}",
        "{\"total\":\"4\",\"applied\":\"4\"}",
        "{\"total\":4,\"applied\":5}",
        "{\"total\":-1,\"applied\":-1}",
        "{\"total\":4.0,\"applied\":4.0}",
        "{\"total\":99999999999,\"applied\":99999999999}",
      })
  void anAcknowledgementWithoutSensibleProcessesIsNone(String processes) {
    assertThat(read(200, "{\"appliedRevision\":\"" + SENT + "\",\"processes\":" + processes + "}"))
        .asInstanceOf(InstanceOfAssertFactories.type(Unreachable.class))
        .returns(UnreachableCode.BAD_ANSWER, Unreachable::code);
  }

  @Test
  void aNewerDocumentInThePodStays() {
    assertThat(read(409, "{\"appliedGeneration\":\"2026-11-21T06:09:58Z/8\"}"))
        .isEqualTo(new Stale("2026-11-21T06:09:58Z/8"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "{}",
        "{\"appliedGeneration\":8}",
        "{\"appliedGeneration\":\"CANARY\"}",
        "{\"appliedGeneration\":\"2026-11-21T06:09:58Z/8CANARY\"}",
      })
  void aGenerationThatIsNoneIsNotRepeated(String body) {
    assertThat(read(409, body)).isEqualTo(new Stale(null));
  }

  @Test
  void aRejectionSaysWhatIsWrongAndWhatRunsInstead() {
    assertThat(
            read(
                422,
                "{\"appliedRevision\":\""
                    + OTHER
                    + "\",\"errors\":[{\"code\":\"UnknownTier\",\"path\":\"caches[2].tier\","
                    + "\"message\":\"no tier hott\"},{\"code\":\"Other\"}]}"))
        .isEqualTo(new Rejected("UnknownTier", "caches[2].tier", "no tier hott", OTHER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CANARY",
        "[]",
        "{}",
        "{\"errors\":[]}",
        "{\"errors\":{\"code\":\"CANARY\"}}",
        "{\"errors\":[\"CANARY\"]}",
        "{\"errors\":[{\"code\":{\"CANARY\":1},\"path\":7,\"message\":[\"CANARY\"]}]}",
        "{\"detail\":[{\"loc\":[\"CANARY\"]}]}",
        "{\"errors\":[{\"other\":\"CANARY\"}]}",
      })
  void aRejectionInAnotherFormIsStillARejection(String body) {
    assertThat(read(422, body))
        .isEqualTo(new Rejected("Unspecified", "", "the pod gave no reason", null));
  }

  @Test
  void theTextsOfARejectionAreCutAndCleaned() {
    // Given
    String hostile = "\\u001b[31mx\\r\\n" + "y".repeat(1000);

    // When
    var answer =
        (Rejected)
            read(
                422,
                "{\"errors\":[{\"code\":\"%1$s\",\"path\":\"%1$s\",\"message\":\"%1$s\"}]}"
                    .formatted(hostile));

    // Then
    assertThat(answer.code()).startsWith("x y").hasSize(64);
    assertThat(answer.path()).startsWith("x y").hasSize(160);
    assertThat(answer.message()).startsWith("x y").hasSize(160);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aPodThatDoesNotBelieveUsSaysSo(int status) {
    assertThat(read(status, "CANARY")).isEqualTo(new Unauthorized(status));
  }

  @Test
  void aPodWithoutThePathCanNotDoIt() {
    assertThat(read(404, "<html>CANARY")).isEqualTo(new Unsupported());
  }

  @ParameterizedTest
  @CsvSource({
    "200, BadAnswer",
    "202, BadAnswer",
    "201, BadAnswer",
    "204, BadAnswer",
    "301, Redirected",
    "302, Redirected",
    "307, Redirected",
    "308, Redirected",
    "304, Redirected",
    "400, Http400",
    "413, Http413",
    "429, Http429",
    "500, Http500",
    "503, Http503",
    "599, Http599",
  })
  void allElseIsUnreachableAndRepeatsNothing(int status, String code) {
    assertThat(read(status, "CANARY"))
        .asInstanceOf(InstanceOfAssertFactories.type(Unreachable.class))
        .returns(code, Unreachable::code)
        .satisfies(unreachable -> assertThat(unreachable.message()).doesNotContain("CANARY"));
  }

  private static String applied(String revision, int total, int applied) {
    return "{\"appliedRevision\":\"%s\",\"processes\":{\"total\":%d,\"applied\":%d},\"more\":1}"
        .formatted(revision, total, applied);
  }

  private static ConfigAnswer read(int status, String body) {
    return ConfigAnswers.read(
        new Exchange.Raw(status, AnswerJson.parse(body.getBytes(StandardCharsets.UTF_8)), true),
        SENT);
  }
}
