package dev.freshet.operator.endpoint;

import org.jspecify.annotations.Nullable;

/** What became of one document offered to one pod. */
public sealed interface ConfigAnswer
    permits ConfigAnswer.Acknowledged,
        ConfigAnswer.Partial,
        ConfigAnswer.Stale,
        ConfigAnswer.Rejected,
        ConfigAnswer.Lied,
        CallFailure {

  /** Every process of the pod runs exactly the revision that was sent. */
  record Acknowledged(Processes processes) implements ConfigAnswer {}

  /**
   * Taken, but not every process runs it yet, or the pod can't tell: ask for its status until they
   * do.
   */
  record Partial(Processes processes) implements ConfigAnswer {}

  /**
   * The pod runs something newer and stays there.
   *
   * @param appliedGeneration in the form of {@link PolicyStamp#generationHeader()}, or null if the
   *     pod didn't say
   */
  record Stale(@Nullable String appliedGeneration) implements ConfigAnswer {}

  /**
   * The pod can't run the document and keeps its last good one. The texts are the pod's own, cut
   * and stripped of control characters.
   *
   * @param appliedRevision what it runs instead, or null if the pod didn't say
   */
  record Rejected(String code, String path, String message, @Nullable String appliedRevision)
      implements ConfigAnswer {}

  /**
   * The pod said yes to something that was not sent to it.
   *
   * @param appliedRevision what it says it runs, or null if that is no revision at all
   */
  record Lied(@Nullable String appliedRevision) implements ConfigAnswer {}
}
