package dev.freshet.operator.references;

import dev.freshet.operator.references.ReferenceApi.Current;
import dev.freshet.operator.references.ReferenceApi.Denied;
import dev.freshet.operator.references.ReferenceApi.Ended;
import dev.freshet.operator.references.ReferenceApi.Failed;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows one reference, on a virtual thread of its own, until it is closed. */
final class ReferenceWatch implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(ReferenceWatch.class);

  /** A watch that ends sooner counts as a failure, or a proxy that cuts each would make us spin. */
  private static final long LONG_LIFE = Duration.ofSeconds(10).toNanos();

  private final Reference reference;
  private final ReferenceApi api;
  private final Consent consent;
  private final Rhythm rhythm;
  private final Runnable changed;
  private final Thread thread;
  private volatile Lookup known = new Lookup.Unknown();
  private int failures;

  ReferenceWatch(
      Reference reference, ReferenceApi api, Consent consent, Rhythm rhythm, Runnable changed) {
    this.reference = reference;
    this.api = api;
    this.consent = consent;
    this.rhythm = rhythm;
    this.changed = changed;
    this.thread = Thread.ofVirtual().name("watch " + reference).unstarted(this::follow);
  }

  void start() {
    thread.start();
  }

  Lookup known() {
    return known;
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void follow() {
    try {
      while (true) {
        rhythm.awaitRead();
        switch (api.list(reference)) {
          case Current current -> watchFrom(current);
          case Denied _ -> askAgain();
          case Failed failed -> retry(failed);
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What was listed counts once the watch stands: who may list but not watch has not consented, and
   * would else be seen coming and going.
   */
  private void watchFrom(Current current) throws InterruptedException {
    var began = System.nanoTime();
    var ending =
        api.watch(
            reference,
            current.resourceVersion(),
            rhythm.watchLife(),
            () -> learn(current.contents()),
            this::learn);
    if (System.nanoTime() - began > LONG_LIFE) {
      failures = 0;
    }
    switch (ending) {
      case Ended _ -> retry(new Failed("the watch ended"));
      case Denied _ -> askAgain();
      case Failed failed -> retry(failed);
    }
  }

  private void askAgain() throws InterruptedException {
    failures = 0;
    learn(consent.missing(reference));
    rhythm.awaitConsent();
  }

  /** While the API server is away, what it said last is still the best that is known. */
  private void retry(Failed failed) throws InterruptedException {
    LOGGER
        .atDebug()
        .addKeyValue("reference", reference)
        .addKeyValue("error", failed.why())
        .log("A reference will be read again");
    rhythm.awaitRetry(failures++, failed.retryAfter());
  }

  private void learn(Optional<Contents> contents) {
    learn(contents.<Lookup>map(Lookup.Found::new).orElseGet(Lookup.NotFound::new));
  }

  private void learn(Lookup next) {
    if (!next.equals(known)) {
      known = next;
      changed.run();
    }
  }
}
