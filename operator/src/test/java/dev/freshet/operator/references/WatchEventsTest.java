package dev.freshet.operator.references;

import static dev.freshet.operator.references.Reference.Kind.CONFIG_MAP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WatchEventsTest {
  private static final String ADDED =
      "{\"type\":\"ADDED\",\"object\":{\"data\":{\"city\":\"Zürich 東京\"}}}\n";

  private final List<Optional<Contents>> seen = new ArrayList<>();
  private final Body body = new Body();
  private final WatchEvents events = new WatchEvents(CONFIG_MAP, seen::add);

  @Test
  void charactersThatAreCutBetweenTwoChunksStayWhole() {
    for (var b : ADDED.getBytes(UTF_8)) {
      events.consume(List.of(ByteBuffer.wrap(new byte[] {b})), body);
    }

    assertThat(seen)
        .singleElement()
        .satisfies(contents -> assertThat(city(contents)).isEqualTo("Zürich 東京"));
    assertThat(body.asked).isEqualTo(ADDED.getBytes(UTF_8).length);
  }

  @Test
  void severalEventsInOneChunkAreToldInOrder() {
    feed(ADDED + "{\"type\":\"BOOKMARK\",\"object\":{}}\n{\"type\":\"DELETED\",\"object\":{}}\n");

    assertThat(seen).hasSize(2);
    assertThat(seen.getLast()).isEmpty();
    assertThat(events.broken()).isEmpty();
  }

  @Test
  void anErrorEndsTheWatch() {
    feed("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410}}\n" + ADDED);

    assertThat(events.broken()).contains("the watch said 410");
    assertThat(seen).isEmpty();
    assertThat(body.cancelled).isTrue();
  }

  @Test
  void whatCannotBeReadEndsTheWatchAndIsNotQuoted() {
    feed("{\"type\":\"ADDED\",\"object\":{\"data\": canary-7f3a\n");

    assertThat(events.broken()).hasValueSatisfying(why -> assertThat(why).doesNotContain("canary"));
  }

  @Test
  void whatArrivesAfterTheWatchWasGivenUpIsNotTold() {
    events.close();

    feed(ADDED);

    assertThat(seen).isEmpty();
  }

  private void feed(String text) {
    events.consume(List.of(ByteBuffer.wrap(text.getBytes(UTF_8))), body);
  }

  private static String city(Optional<Contents> contents) {
    return new String(contents.orElseThrow().value("city").orElseThrow(), UTF_8);
  }

  private static final class Body implements AsyncBody {
    private int asked;
    private boolean cancelled;

    @Override
    public void consume() {
      asked++;
    }

    @Override
    public CompletableFuture<Void> done() {
      return new CompletableFuture<>();
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
