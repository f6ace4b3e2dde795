package dev.freshet.operator.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.operator.redis.ReplyGuard.UnacceptableReply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyGuardTest {
  private static final int LARGEST = 100;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+OK\r\n",
        "-ERR no\r\n",
        ":-12\r\n",
        "$5\r\na\r\nbc\r\n",
        "$0\r\n\r\n",
        "$-1\r\n",
        "*0\r\n",
        "*-1\r\n",
        "*2\r\n$1\r\na\r\n*2\r\n:1\r\n+b\r\n",
        "*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n"
      })
  void repliesPassUnchangedHoweverOftenTheyCome(String reply) throws IOException {
    assertThat(read(reply.repeat(50))).isEqualTo(reply.repeat(50));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$2147483647\r\n",
        "$99999999999999999999\r\n",
        "$:\r\n",
        "$-2\r\n",
        "$ 1\r\n",
        "$101\r\n",
        "*2147483647\r\n",
        "*101\r\n",
        "*x\r\n",
        "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n",
        "*60\r\n$50\r\n",
        "%1\r\n",
        "HTTP/1.1 400 Bad Request\r\n",
        "\r\n"
      })
  void aHeaderThatTheLibraryMustNotSeeIsStopped(String reply) {
    assertThatThrownBy(() -> read(reply + "x".repeat(200))).isInstanceOf(UnacceptableReply.class);
  }

  @Test
  void aLineWithoutEndIsStopped() {
    assertThatThrownBy(() -> read("+" + "x".repeat(LARGEST))).isInstanceOf(UnacceptableReply.class);
  }

  @Test
  void aHeaderInsideAValueIsOnlyAValue() throws IOException {
    assertThat(read("$13\r\n$2147483647\r\n\r\n+OK\r\n")).endsWith("+OK\r\n");
  }

  private static String read(String text) throws IOException {
    try (var guard = new ReplyGuard(new ByteArrayInputStream(text.getBytes(ISO_8859_1)), LARGEST)) {
      return new String(guard.readAllBytes(), ISO_8859_1);
    }
  }
}
