package dev.freshet.operator.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.operator.endpoint.CallFailure.Unauthorized;
import dev.freshet.operator.endpoint.CallFailure.Unreachable;
import dev.freshet.operator.endpoint.CallFailure.Unsupported;
import dev.freshet.operator.endpoint.StatusAnswer.Running;
import dev.freshet.operator.endpoint.StatusAnswer.ServedPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusAnswersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REVISION = "sha256:" + "5f0c1b7e".repeat(8);
  private static final String WHOLE =
      """
      {"contract": "v1", "instance": "shop-web-7d9f-abcde", "podUID": "uid-1",
       "sdk": "freshet-django 0.1.0", "capabilities": ["Config", "Warm", "CANARY", 7],
       "policy": {"namespace": "shop", "name": "cart", "uid": "0d4e5f9a"},
       "appliedRevision": "%s", "appliedGeneration": 7,
       "processes": {"total": 4, "applied": 3},
       "caches": [{"name": "product", "local": {"entries": 912}}]}
      """
          .formatted(REVISION);

  @Test
  void aStatusOfTheContractIsRead() throws IOException {
    assertThat(read(200, WHOLE))
        .isEqualTo(
            new Running(
                "uid-1",
                new ServedPolicy("shop", "cart", "0d4e5f9a"),
                REVISION,
                7,
                new Processes(4, 3),
                Set.of("Config", "Warm"),
                "shop-web-7d9f-abcde"));
  }

  @Test
  void aPodThatHasNothingYetSaysSo() throws IOException {
    // When
    var answer =
        read(
            200,
            "{\"contract\":\"v1\",\"podUID\":\"uid-1\",\"appliedRevision\":null,"
                + "\"processes\":{\"total\":1,\"applied\":0}}");

    // Then
    assertThat(answer)
        .isEqualTo(new Running("uid-1", null, null, 0, new Processes(1, 0), Set.of(), ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          appliedRevision   | "sha256:CANARY"
          appliedRevision   | ["CANARY"]
          appliedGeneration | "CANARY"
          appliedGeneration | -8
          appliedGeneration | 1e308
          appliedGeneration | 99999999999999999999
          instance          | "CANARY\\n"
          instance          | "<b>CANARY</b>"
          capabilities      | "CANARY"
          capabilities      | {"CANARY": 1}
          policy            | "CANARY"
          policy            | {"namespace": "CANARY", "name": "x", "uid": "x"}
          policy            | {"namespace": "x", "name": "x"}
          """)
  void whatHasAnotherFormIsLeftOut(String field, String value) throws IOException {
    // Given
    var body = (ObjectNode) JSON.readTree(WHOLE);
    JsonNode other = JSON.readTree(value);
    body.set(field, other);

    // When
    var answer = read(200, body.toString());

    // Then
    assertThat(answer).isInstanceOf(Running.class);
    assertThat(answer.toString()).doesNotContain("CANARY").doesNotContain("-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"contract", "podUID", "processes"})
  void aStatusWithoutWhatTellsItApartIsNone(String field) throws IOException {
    // Given
    var body = (ObjectNode) JSON.readTree(WHOLE);
    body.remove(field);

    // Then
    assertThat(code(read(200, body.toString()))).isEqualTo(UnreachableCode.BAD_ANSWER);
  }

  @Test
  void anotherContractIsNotOurs() throws IOException {
    assertThat(code(read(200, WHOLE.replace("\"v1\"", "\"v2\""))))
        .isEqualTo(UnreachableCode.BAD_ANSWER);
  }

  @Test
  void aPodThatInheritedTheAddressIsNotTakenForTheOneAskedFor() throws IOException {
    assertThat(code(read(200, WHOLE.replace("uid-1", "uid-2"))))
        .isEqualTo(UnreachableCode.WRONG_POD);
  }

  @Test
  void otherStatusCodesMeanTheSameAsForADocument() throws IOException {
    assertThat(read(401, "")).isEqualTo(new Unauthorized(401));
    assertThat(read(404, "")).isEqualTo(new Unsupported());
    assertThat(code(read(503, WHOLE))).isEqualTo("Http503");
    assertThat(code(read(307, WHOLE))).isEqualTo(UnreachableCode.REDIRECTED);
    assertThat(code(read(200, "[]"))).isEqualTo(UnreachableCode.BAD_ANSWER);
  }

  private static String code(StatusAnswer answer) {
    assertThat(answer).isInstanceOf(Unreachable.class);
    return ((Unreachable) answer).code();
  }

  private static StatusAnswer read(int status, String body) throws IOException {
    return StatusAnswers.read(
        new Exchange.Raw(status, AnswerJson.parse(body.getBytes(StandardCharsets.UTF_8)), true),
        "uid-1");
  }
}
