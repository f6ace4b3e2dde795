package dev.freshet.operator.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.operator.endpoint.CallFailure.Unreachable;
import dev.freshet.operator.endpoint.StatusAnswer.Running;
import dev.freshet.operator.endpoint.StatusAnswer.ServedPolicy;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a pod says of itself. */
final class StatusAnswers {
  private static final Set<String> KNOWN_CAPABILITIES = Set.of("Config", "Local", "Warm");
  private static final Pattern CONTRACT = Pattern.compile("v1");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,252}");
  private static final Pattern UID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._:/@-]{1,253}");

  private StatusAnswers() {}

  static StatusAnswer read(Exchange.Raw raw, String podUid) {
    if (raw.status() != 200) {
      return Statuses.failure(raw.status());
    }
    return raw.body().isObject() ? running(raw.body(), podUid) : Statuses.noJson();
  }

  private static StatusAnswer running(AnswerJson body, String podUid) {
    if (body.text("contract", CONTRACT) == null) {
      return bad("the pod's status does not say \"contract\": \"v1\"");
    }
    String uid = body.text("podUID", UID);
    if (uid == null) {
      return bad("the pod's status has no \"podUID\"");
    }
    // The address was given to another pod since we heard of it, and that one checks nothing.
    if (!uid.equals(podUid)) {
      return new Unreachable(UnreachableCode.WRONG_POD, "another pod answers at this address");
    }
    Processes processes = body.processes();
    if (processes == null) {
      return bad("the pod's status has no \"processes\"");
    }
    String instance = body.text("instance", INSTANCE);
    return new Running(
        uid,
        policy(body.root().path("policy")),
        body.appliedRevision(),
        body.appliedGeneration(),
        processes,
        capabilities(body.root().path("capabilities")),
        instance == null ? "" : instance);
  }

  private static Unreachable bad(String message) {
    return new Unreachable(UnreachableCode.BAD_ANSWER, message);
  }

  private static @Nullable ServedPolicy policy(JsonNode policy) {
    String namespace = AnswerJson.text(policy, "namespace", NAME);
    String name = AnswerJson.text(policy, "name", NAME);
    String uid = AnswerJson.text(policy, "uid", UID);
    return namespace == null || name == null || uid == null
        ? null
        : new ServedPolicy(namespace, name, uid);
  }

  private static Set<String> capabilities(JsonNode said) {
    var known = new HashSet<String>();
    for (JsonNode capability : said) {
      if (capability.isTextual() && KNOWN_CAPABILITIES.contains(capability.asText())) {
        known.add(capability.asText());
      }
    }
    return known;
  }
}
