package dev.freshet.operator.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.operator.api.v1alpha1.RejectionPolicy;
import dev.freshet.operator.api.v1alpha1.Rollout;
import dev.freshet.operator.endpoint.ConfigAnswer;
import dev.freshet.operator.endpoint.PodAddress;
import dev.freshet.operator.endpoint.PolicyStamp;
import dev.freshet.operator.endpoint.Processes;
import dev.freshet.operator.endpoint.SigningKey;
import dev.freshet.operator.endpoint.StatusAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Pods, documents and answers as tests of the pure parts need them. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");
  static final Document DOCUMENT = Document.of("{\"schema\":1}".getBytes(UTF_8));
  static final Document OLDER = Document.of("{\"schema\":0}".getBytes(UTF_8));
  static final Duration RESYNC = Duration.ofMinutes(5);
  static final Backoff BACKOFF = new Backoff(new Random(1));
  static final PolicyStamp STAMP =
      new PolicyStamp("shop", "shop", "uid-1", "2026-11-21T05:00:00Z", 7);

  private Samples() {}

  static TargetedPod pod(String name) {
    return new TargetedPod(
        "web",
        name,
        "uid-of-" + name + "/app",
        new TargetedPod.Reach.At(
            new PodAddress(
                "uid-of-" + name,
                "10.0.0.1",
                false,
                8080,
                "/freshet",
                null,
                Duration.ofSeconds(3))));
  }

  static TargetedPod unreachable(String name) {
    return new TargetedPod(
        "web",
        name,
        "uid-of-" + name + "/app",
        new TargetedPod.Reach.Nowhere("PortNotFound", "no container has a port named \"x\""));
  }

  static List<TargetedPod> pods(int count) {
    return IntStream.range(0, count).mapToObj(number -> pod("web-" + number)).toList();
  }

  static Assignment assignment(List<TargetedPod> pods, int canary, RejectionPolicy onReject) {
    return assignment(pods, canary, onReject, Set.of());
  }

  static Assignment assignment(
      List<TargetedPod> pods, int canary, RejectionPolicy onReject, Set<String> suspects) {
    return new Assignment(
        STAMP,
        DOCUMENT,
        pods,
        Map.of("web", key()),
        Map.of("web", Set.of("Config")),
        new Rollout(canary, 64, onReject, 600),
        RESYNC,
        suspects);
  }

  static Assignment assignment(TargetedPod... pods) {
    return assignment(Arrays.asList(pods), 0, RejectionPolicy.HALT);
  }

  static SigningKey key() {
    var text = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    return switch (SigningKey.parse(text)) {
      case SigningKey.Parsed.Usable(var key) -> key;
      case SigningKey.Parsed.Invalid(var message) -> throw new IllegalStateException(message);
    };
  }

  /** A pod of which nothing is known but that it runs the older document. */
  static PodProgress heard(TargetedPod pod) {
    return PodProgress.of(pod, NOW).after(running(OLDER.revision()), assignment(pod), NOW, BACKOFF);
  }

  static PodProgress applied(TargetedPod pod) {
    return heard(pod)
        .after(new ConfigAnswer.Acknowledged(new Processes(1, 1)), assignment(pod), NOW, BACKOFF);
  }

  static PodProgress rejected(TargetedPod pod) {
    return heard(pod)
        .after(
            new ConfigAnswer.Rejected("UnknownCache", "caches[0]", "no such cache", null),
            assignment(pod),
            NOW,
            BACKOFF);
  }

  static StatusAnswer running(@Nullable String revision) {
    return running(revision, STAMP.uid(), new Processes(1, 1));
  }

  static StatusAnswer running(@Nullable String revision, String policyUid, Processes processes) {
    return new StatusAnswer.Running(
        "uid",
        new StatusAnswer.ServedPolicy("shop", "shop", policyUid),
        revision,
        7,
        processes,
        Set.of("Config"),
        "pod");
  }
}
