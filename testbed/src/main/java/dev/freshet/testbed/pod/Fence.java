package dev.freshet.testbed.pod;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * How old the policy is that a document was rendered from: {@code
 * <creationTimestamp>/<generation>}.
 */
record Fence(String policyUid, String text, Instant created, long generation) {

  static Optional<Fence> of(HttpCall call) {
    var text = call.header("Freshet-Generation");
    var parts = text.split("/", 2);
    if (parts.length != 2) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Fence(
              call.header("Freshet-Policy-UID"),
              text,
              Instant.parse(parts[0]),
              Long.parseLong(parts[1])));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether a document of the other policy, or the other state of this one, may follow. */
  boolean admits(Fence next) {
    return policyUid.equals(next.policyUid)
        ? next.generation >= generation
        : !next.created.isBefore(created);
  }
}
