package dev.freshet.testbed.pod;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contract, kept: what an app with a good client library would answer. */
final class ContractEndpoint {
  private static final int LARGEST_DOCUMENT = 256 * 1024;

  private PodIdentity pod;
  private Processes processes = Processes.ONE;
  private @Nullable Document document;

  /** By policy name. */
  private final Map<String, Fence> fences = new HashMap<>();

  ContractEndpoint(PodIdentity pod) {
    this.pod = pod;
  }

  synchronized Verdict verdict(HttpCall call) {
    return Verdict.on(call, pod.keys(), pod.uid(), Instant.now());
  }

  synchronized Reaction.Reply answer(HttpCall call) {
    if (!call.target().startsWith(pod.path() + "/v1/")) {
      return Reaction.Reply.json(404, "{}");
    }
    var verdict = verdict(call);
    if (verdict != Verdict.GENUINE) {
      return Reaction.Reply.json(verdict.status(), "{}");
    }
    return switch (call.method() + " " + call.target().substring(pod.path().length())) {
      case "GET /v1/status" -> ContractAnswers.status(pod, document, processes);
      case "PUT /v1/config" -> take(call);
      // The calls for local caches and warm runs: a pod without these capabilities has no such
      // path.
      default -> Reaction.Reply.json(404, "{}");
    };
  }

  synchronized Optional<Document> document() {
    return Optional.ofNullable(document);
  }

  synchronized void forget() {
    document = null;
    fences.clear();
  }

  synchronized void setProcesses(Processes value) {
    processes = value;
  }

  synchronized void setKeys(List<PodKey> keys) {
    pod = pod.withKeys(keys.toArray(PodKey[]::new));
  }

  private Reaction.Reply take(HttpCall call) {
    if (call.body().length() > LARGEST_DOCUMENT) {
      return Reaction.Reply.json(413, "{}");
    }
    var next = Fence.of(call);
    if (next.isEmpty() || !call.header("Freshet-Policy").contains("/")) {
      return refusal("BadHeader", "Freshet-Policy and Freshet-Generation must say whose it is");
    }
    var policy = call.header("Freshet-Policy");
    var now = fences.get(policy);
    if (now != null && !now.admits(next.get())) {
      return ContractAnswers.stale(now.text());
    }
    var offered = Document.of(call, next.get());
    if (!offered.revision().equals(call.header("Freshet-Revision"))) {
      return refusal("RevisionMismatch", "Freshet-Revision is not the digest of the body");
    }
    fences.put(policy, next.get());
    document = offered;
    return ContractAnswers.applied(document, processes);
  }

  private Reaction.Reply refusal(String code, String message) {
    return ContractAnswers.rejected(document, List.of(new Complaint(code, "", message)));
  }
}
