package dev.freshet.testbed.pod;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a pod thinks of a caller. */
public enum Verdict {
  GENUINE(200),
  /** The pod has no key: it is closed to everybody. */
  NO_KEY(503),
  BAD_SIGNATURE(401),
  TOO_OLD(401),
  /** Signed well, for another pod. */
  OTHER_POD(403);

  private static final Duration FOR_EVER = Duration.ofDays(10_000);
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final int status;

  Verdict(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  static Verdict on(HttpCall call, List<PodKey> keys, String podUid, Instant now) {
    if (keys.isEmpty()) {
      return NO_KEY;
    }
    if (keys.stream().noneMatch(key -> key.signed(call))) {
      return BAD_SIGNATURE;
    }
    if (age(call, now).compareTo(TOLERANCE) > 0) {
      return TOO_OLD;
    }
    return call.header("Freshet-Pod-UID").equals(podUid) ? GENUINE : OTHER_POD;
  }

  private static Duration age(HttpCall call, Instant now) {
    try {
      var signedAt = Instant.ofEpochSecond(Long.parseLong(call.header("webhook-timestamp")));
      return Duration.between(signedAt, now).abs();
    } catch (NumberFormatException e) {
      return FOR_EVER;
    }
  }
}
