package dev.freshet.operator.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testbed.pod.Behaviour;
import dev.freshet.testbed.pod.PodKey;
import dev.freshet.testbed.pod.Reaction;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing of an answer and nothing of a key comes out, not even in the most talkative log. */
class CanaryTest {
  private static final String CANARY = "canary5b1e";

  private final HttpPodEndpoint endpoint =
      new HttpPodEndpoint(new AddressRules(true, Set.of()), Clock.systemUTC());
  private final Listener log = new Listener();
  private final LoggerContext logging = LoggerContext.getContext(false);
  private final Level levelBefore = logging.getConfiguration().getRootLogger().getLevel();

  @BeforeEach
  void listen() {
    log.start();
    var root = logging.getConfiguration().getRootLogger();
    root.setLevel(Level.ALL);
    root.addAppender(log, Level.ALL, null);
    logging.updateLoggers();
  }

  @AfterEach
  void leave() {
    var root = logging.getConfiguration().getRootLogger();
    root.removeAppender(log.getName());
    root.setLevel(levelBefore);
    logging.updateLoggers();
    endpoint.close();
  }

  @Test
  void noPartOfAnAnswerIsRepeated() {
    // Given
    List<Behaviour> behaviours = new ArrayList<>();
    for (int status : new int[] {200, 201, 202, 204, 301, 401, 403, 404, 409, 413, 418, 500}) {
      behaviours.add(says(status, CANARY));
      behaviours.add(says(status, "{\"" + CANARY + "\":\"" + CANARY + "\"}"));
      behaviours.add(
          says(
              status,
              """
              {"appliedRevision": "canary5b1e", "appliedGeneration": "canary5b1e",
               "contract": "v1", "podUID": "canary5b1e", "instance": "<canary5b1e>",
               "capabilities": ["canary5b1e"], "policy": {"namespace": "Canary5b1e/"},
               "processes": {"total": "canary5b1e", "applied": 1}}"""));
    }
    behaviours.add(says(422, "{\"errors\":[{\"hint\":\"canary5b1e\"}],\"canary5b1e\":1}"));
    behaviours.add(Behaviour.redirectsTo("http://canary5b1e.example/canary5b1e"));
    behaviours.add(Behaviour.speaks("canary5b1e canary5b1e\r\n\r\n"));
    behaviours.add(Behaviour.speaks("HTTP/1.1 200 canary5b1e\r\ncanary5b1e\r\n\r\n"));
    behaviours.add(Behaviour.speaks("HTTP/1.1 canary5b1e -\r\n\r\n"));
    behaviours.add(
        Behaviour.speaks("HTTP/1.1 200 -\r\nTransfer-Encoding: chunked\r\n\r\ncanary5b1e\r\n"));
    behaviours.add(
        Behaviour.speaks("HTTP/1.1 200 -\r\nContent-Length: canary5b1e\r\n\r\ncanary5b1e\r\n"));
    try (var pod = CalledPod.start()) {
      for (Behaviour behaviour : behaviours) {
        // When
        pod.that(behaviour);
        var toDocument = pod.offered(endpoint);
        var toQuestion = pod.asked(endpoint);

        // Then
        assertThat(toDocument.toString()).doesNotContainIgnoringCase(CANARY);
        assertThat(toQuestion.toString()).doesNotContainIgnoringCase(CANARY);
      }
      assertThat(pod.pod.calls()).hasSizeGreaterThanOrEqualTo(2 * behaviours.size());
    }
    assertThat(log.lines)
        .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).contains(CANARY));
  }

  @Test
  void noPartOfAKeyIsSentOrTold() {
    // Given
    var key = PodKey.random();
    String secret = key.text().substring("whsec_".length(), 40);
    try (var pod = CalledPod.start(key)) {
      // When
      var answer = pod.offered(endpoint);

      // Then
      assertThat(answer.toString()).doesNotContain(secret);
      assertThat(pod.pod.calls())
          .allSatisfy(call -> assertThat(call.headers().toString()).doesNotContain(secret));
      assertThat(pod.signingKey().toString()).doesNotContain(secret);
    }
    assertThat(log.lines).noneMatch(line -> line.contains(secret));
  }

  @Test
  void theListenerHearsWhatIsLogged() {
    // When
    org.slf4j.LoggerFactory.getLogger("any").trace("heard");

    // Then
    assertThat(log.lines).anyMatch(line -> line.contains("heard"));
  }

  private static Behaviour says(int status, String body) {
    return Behaviour.always(Reaction.Reply.json(status, body).withHeader("X-" + CANARY, CANARY));
  }

  private static final class Listener extends AbstractAppender {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    Listener() {
      super("canary", null, null, false, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      lines.add(event.getMessage().getFormattedMessage() + " " + event.getThrown());
    }
  }
}
