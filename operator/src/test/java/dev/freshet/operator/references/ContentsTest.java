package dev.freshet.operator.references;

import static dev.freshet.operator.references.Reference.Kind.CONFIG_MAP;
import static dev.freshet.operator.references.Reference.Kind.SECRET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentsTest {
  @Test
  void aSecretIsDecodedAndAConfigMapMayHoldTextAndBytes() {
    var secret = Contents.read(SECRET, json("{'data': {'password': 'aHVudGVyMg=='}}"));
    var configMap =
        Contents.read(
            CONFIG_MAP, json("{'data': {'ca.crt': 'zürich'}, 'binaryData': {'b': 'AP8='}}"));

    assertThat(secret.value("password")).hasValue("hunter2".getBytes(UTF_8));
    assertThat(configMap.value("ca.crt")).hasValue("zürich".getBytes(UTF_8));
    assertThat(configMap.value("b")).hasValue(new byte[] {0, (byte) 0xff});
    assertThat(configMap.keys()).containsExactlyInAnyOrder("ca.crt", "b");
  }

  @Test
  void anObjectWithoutDataIsEmpty() {
    assertThat(Contents.read(SECRET, json("{}")).keys()).isEmpty();
  }

  @Test
  void equalBytesAreEqualContentsWhateverElseChanged() {
    var before = json("{'metadata': {'resourceVersion': '1'}, 'data': {'a': 'YQ=='}}");
    var relabelled = json("{'metadata': {'resourceVersion': '2'}, 'data': {'a': 'YQ=='}}");
    var rotated = json("{'metadata': {'resourceVersion': '3'}, 'data': {'a': 'Yg=='}}");

    assertThat(Contents.read(SECRET, before))
        .isEqualTo(Contents.read(SECRET, relabelled))
        .hasSameHashCodeAs(Contents.read(SECRET, relabelled))
        .isNotEqualTo(Contents.read(SECRET, rotated));
  }

  @Test
  void nobodyCanChangeWhatWasRead() {
    // Given
    var contents = Contents.of(Map.of("key", "abc".getBytes(UTF_8)));

    // When
    contents.value("key").orElseThrow()[0] = 'x';

    // Then
    assertThat(contents.value("key")).hasValue("abc".getBytes(UTF_8));
  }

  @Test
  void valuesAreNeverShown() {
    var contents = Contents.of(Map.of("password", "hunter2".getBytes(UTF_8)));

    assertThat(new Lookup.Found(contents).toString()).doesNotContain("hunter2", "aHVudGVyMg");
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
