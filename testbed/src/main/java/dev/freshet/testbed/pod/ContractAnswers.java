package dev.freshet.testbed.pod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies of the contract's answers. */
final class ContractAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ContractAnswers() {}

  static Reaction.Reply applied(@Nullable Document document, Processes processes) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("appliedRevision", document == null ? null : document.revision());
    body.put("processes", processes);
    return reply(processes.all() ? 200 : 202, body);
  }

  static Reaction.Reply stale(String generationHeader) {
    return reply(409, Map.of("appliedGeneration", generationHeader));
  }

  static Reaction.Reply rejected(@Nullable Document document, List<Complaint> complaints) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("appliedRevision", document == null ? null : document.revision());
    body.put("errors", complaints);
    return reply(422, body);
  }

  static Reaction.Reply status(PodIdentity pod, @Nullable Document document, Processes processes) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("contract", "v1");
    body.put("instance", pod.name());
    body.put("podUID", pod.uid());
    body.put("sdk", "freshet-testbed");
    body.put("capabilities", List.of("Config"));
    body.put("processes", processes);
    body.put("caches", List.of());
    if (document != null) {
      var policy = document.policy().split("/", 2);
      body.put(
          "policy", Map.of("namespace", policy[0], "name", policy[1], "uid", document.policyUid()));
      body.put("appliedRevision", document.revision());
      body.put("appliedGeneration", document.generation());
    }
    return reply(200, body);
  }

  static Reaction.Reply reply(int status, Object body) {
    try {
      return Reaction.Reply.json(status, JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
