package dev.freshet.operator.runtime;

import dev.freshet.operator.status.BoundedText;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the story of an object as Kubernetes events, the way {@code kubectl describe} shows them.
 * Events are a courtesy: they are written behind the caller's back, one after the other, and given
 * up when the API server refuses them or too many wait; nothing may rest on them.
 */
public final class EventRecorder implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(EventRecorder.class);
  private static final int MAX_WAITING = 1_000;
  private static final int MAX_REMEMBERED = 1_000;
  private static final String COMPONENT = "freshet-operator";

  /** Whether a person should look at it. */
  public enum Type {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String text;

    Type(String text) {
      this.text = text;
    }
  }

  private final KubernetesClient client;
  private final Clock clock;
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MAX_WAITING),
          Thread.ofVirtual().name("events").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  /** What was said lately, so that the same again is counted instead of listed; writer only. */
  private final Map<Saying, Event> lately =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Saying, Event> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  public EventRecorder(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Says it once more about that object; returns at once. */
  public void record(HasMetadata about, Type type, String reason, String message) {
    var metadata = about.getMetadata();
    var reference =
        new ObjectReferenceBuilder()
            .withApiVersion(about.getApiVersion())
            .withKind(about.getKind())
            .withNamespace(metadata.getNamespace())
            .withName(metadata.getName())
            .withUid(metadata.getUid())
            .withResourceVersion(metadata.getResourceVersion())
            .build();
    record(reference, type, reason, message);
  }

  /** The same about an object that is known by its reference only. */
  public void record(ObjectReference about, Type type, String reason, String message) {
    var saying = new Saying(about, type, reason, BoundedText.of(message, 1_000));
    writer.execute(() -> write(saying));
  }

  @Override
  public void close() {
    writer.shutdown();
    try {
      writer.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.shutdownNow();
  }

  private void write(Saying saying) {
    try {
      var before = lately.get(saying);
      lately.put(saying, before == null ? first(saying) : again(saying, before));
    } catch (KubernetesClientException e) {
      lately.remove(saying);
      LOGGER
          .atDebug()
          .addKeyValue("reason", saying.reason())
          .addKeyValue("status", e.getCode())
          .log("An event was not written");
    }
  }

  private Event again(Saying saying, Event before) {
    var counted =
        new EventBuilder().withCount(before.getCount() + 1).withLastTimestamp(now()).build();
    return client
        .v1()
        .events()
        .inNamespace(saying.about().getNamespace())
        .withName(before.getMetadata().getName())
        .patch(PatchContext.of(PatchType.JSON_MERGE), counted);
  }

  private Event first(Saying saying) {
    var event =
        new EventBuilder()
            .withNewMetadata()
            .withNamespace(saying.about().getNamespace())
            .withName(name(saying.about()))
            .endMetadata()
            .withInvolvedObject(saying.about())
            .withType(saying.type().text)
            .withReason(saying.reason())
            .withMessage(saying.message())
            .withCount(1)
            .withFirstTimestamp(now())
            .withLastTimestamp(now())
            .withNewSource(COMPONENT, null)
            .withReportingComponent(COMPONENT)
            .build();
    return client.v1().events().inNamespace(saying.about().getNamespace()).resource(event).create();
  }

  private static String name(ObjectReference about) {
    return about.getName() + "." + UUID.randomUUID().toString().substring(0, 13);
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private record Saying(ObjectReference about, Type type, String reason, String message) {}
}
