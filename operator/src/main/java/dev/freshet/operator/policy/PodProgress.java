package dev.freshet.operator.policy;

import dev.freshet.operator.api.v1alpha1.PodState;
import dev.freshet.operator.endpoint.CallFailure;
import dev.freshet.operator.endpoint.ConfigAnswer;
import dev.freshet.operator.endpoint.StatusAnswer;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the operator has seen of one pod. It is the operator's memory and not the truth: after a
 * restart of either side it is made anew by asking the pod.
 *
 * <pre>
 *   first seen ──ask──▶ heard ──push──▶ runs the revision ──ask at each resync──▶ …
 *                         │  ▲                │ runs something else: push again
 *                         │  └── back-off ────┤
 *                         └── refused: left alone until the document, the key or the pod changes
 * </pre>
 *
 * @param seen what the pod said it runs; null until it said anything
 * @param verdict of its last call
 * @param failures calls since it last ran the revision that did not bring it there
 * @param notBefore when it may be called again
 */
record PodProgress(
    TargetedPod pod,
    Instant firstSeen,
    @Nullable Seen seen,
    Verdict verdict,
    int failures,
    Instant notBefore) {

  /** An unreachable pod counts as such from the second failure on: one may be a passing fault. */
  static final int FAILURES_THAT_COUNT = 2;

  /** After so many questions to a pod that took the document and still runs another, push again. */
  private static final int QUESTIONS_PER_PUSH = 8;

  /**
   * A pod's own words.
   *
   * @param revision that it runs, of whatever policy; null for none
   * @param counts whether all its processes run it, and for this very policy
   * @param capabilities that it says it has; null until it was asked
   */
  record Seen(@Nullable String revision, boolean counts, @Nullable Set<String> capabilities) {}

  /** What the last call said. */
  sealed interface Verdict {
    /** Nothing stands in the way. */
    record None() implements Verdict {}

    /** Taken, and not all processes of the pod have it yet. */
    record Spreading(String revision) implements Verdict {}

    /** The document was refused; the same one again would be too. */
    record Refused(String revision, String code, String message) implements Verdict {}

    /** Refused for another cause than the document: worth another try. */
    record TurnedAway(String code, String message) implements Verdict {}

    /** It runs something newer than this policy as the operator knows it. */
    record Newer(String message) implements Verdict {}

    /** There was no answer of the contract. */
    record Unreachable(String code, String message) implements Verdict {}
  }

  static PodProgress of(TargetedPod pod, Instant now) {
    return new PodProgress(pod, now, null, new Verdict.None(), 0, Instant.EPOCH);
  }

  /** The same pod with what the API server says of it now. */
  PodProgress at(TargetedPod current) {
    return new PodProgress(current, firstSeen, seen, verdict, failures, notBefore);
  }

  /** Forgets why it waits: what stood in the way may be gone. */
  PodProgress retried() {
    return new PodProgress(pod, firstSeen, seen, new Verdict.None(), 0, Instant.EPOCH);
  }

  boolean runs(String revision) {
    return seen != null && seen.counts() && revision.equals(seen.revision());
  }

  boolean refused(String revision) {
    return verdict instanceof Verdict.Refused refused && refused.revision().equals(revision);
  }

  /** How the status calls it; empty where it runs the revision and answers. */
  Optional<PodState> state(String revision) {
    if (pod.reach() instanceof TargetedPod.Reach.Nowhere) {
      return Optional.of(PodState.UNREACHABLE);
    }
    return switch (verdict) {
      case Verdict.Unreachable ignored when failures >= FAILURES_THAT_COUNT ->
          Optional.of(PodState.UNREACHABLE);
      case Verdict.TurnedAway ignored -> Optional.of(PodState.REJECTED);
      case Verdict.Newer ignored -> Optional.of(PodState.REJECTED);
      case Verdict.Refused ignored when refused(revision) -> Optional.of(PodState.REJECTED);
      default -> runs(revision) ? Optional.empty() : Optional.of(PodState.PENDING);
    };
  }

  /** After it was asked what it runs. */
  PodProgress after(StatusAnswer answer, Assignment assignment, Instant now, Backoff backoff) {
    return switch (answer) {
      case StatusAnswer.Running running -> said(running, assignment, now, backoff);
      case CallFailure failure -> failed(failure, now, backoff);
    };
  }

  /** After a document was offered. */
  PodProgress after(ConfigAnswer answer, Assignment offered, Instant now, Backoff backoff) {
    var revision = offered.revision();
    return switch (answer) {
      case ConfigAnswer.Acknowledged ignored ->
          arrived(new Seen(revision, true, capabilities()), offered, now, backoff);
      case ConfigAnswer.Partial ignored ->
          failed(new Verdict.Spreading(revision), seen, now.plus(backoff.quick(failures)));
      case ConfigAnswer.Rejected(var code, var path, var message, var runsInstead) ->
          failed(
              new Verdict.Refused(revision, code, path.isEmpty() ? message : path + ": " + message),
              insteadOf(runsInstead),
              now.plus(backoff.around(offered.resyncInterval())));
      case ConfigAnswer.Stale(var generation) ->
          failed(
              new Verdict.Newer(
                  "it runs generation %s, this policy is at %s"
                      .formatted(
                          generation == null ? "unknown" : generation,
                          offered.stamp().generationHeader())),
              seen,
              now.plus(backoff.after(failures)));
      case ConfigAnswer.Lied(var claimed) ->
          failed(
              new Verdict.TurnedAway(
                  "WrongRevision", "it acknowledged another revision than the one sent"),
              insteadOf(claimed),
              now.plus(backoff.after(failures)));
      case CallFailure failure -> failed(failure, now, backoff);
    };
  }

  private PodProgress said(
      StatusAnswer.Running running, Assignment assignment, Instant now, Backoff backoff) {
    var policy = running.policy();
    var ours = policy != null && policy.uid().equals(assignment.stamp().uid());
    var all = running.processes().allApplied();
    var heard = new Seen(running.appliedRevision(), ours && all, running.capabilities());
    var revision = assignment.revision();
    if (ours && revision.equals(heard.revision())) {
      return all
          ? arrived(heard, assignment, now, backoff)
          : failed(new Verdict.Spreading(revision), heard, now.plus(backoff.quick(failures)));
    }
    if (refused(revision)) {
      return new PodProgress(
          pod,
          firstSeen,
          heard,
          verdict,
          failures,
          now.plus(backoff.around(assignment.resyncInterval())));
    }
    // Another process of the pod may have answered, one that has not got the document yet.
    if (verdict.equals(new Verdict.Spreading(revision)) && failures % QUESTIONS_PER_PUSH != 0) {
      return failed(verdict, heard, now.plus(backoff.quick(failures)));
    }
    return new PodProgress(pod, firstSeen, heard, new Verdict.None(), failures, now);
  }

  private PodProgress arrived(Seen heard, Assignment assignment, Instant now, Backoff backoff) {
    var nextQuestion = now.plus(backoff.around(assignment.resyncInterval()));
    return new PodProgress(pod, firstSeen, heard, new Verdict.None(), 0, nextQuestion);
  }

  private PodProgress failed(CallFailure failure, Instant now, Backoff backoff) {
    var next =
        switch (failure) {
          case CallFailure.Unauthorized(var httpStatus) ->
              new Verdict.TurnedAway(
                  "Unauthorized",
                  "it answered %d: its key is not that of authSecretRef, or a clock is off"
                      .formatted(httpStatus));
          case CallFailure.Unsupported() ->
              new Verdict.Unreachable(
                  "NotFound", "it answered 404: the contract is not served at the target's path");
          case CallFailure.Unreachable(var code, var message) ->
              new Verdict.Unreachable(code, message);
        };
    return failed(next, seen, now.plus(backoff.after(failures)));
  }

  private PodProgress failed(Verdict next, @Nullable Seen heard, Instant nextCall) {
    return new PodProgress(pod, firstSeen, heard, next, failures + 1, nextCall);
  }

  private @Nullable Seen insteadOf(@Nullable String revision) {
    return revision == null ? seen : new Seen(revision, false, capabilities());
  }

  private @Nullable Set<String> capabilities() {
    return seen == null ? null : seen.capabilities();
  }
}
