package dev.freshet.operator.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.operator.endpoint.CallFailure.Unreachable;
import dev.freshet.operator.endpoint.ConfigAnswer.Acknowledged;
import dev.freshet.operator.endpoint.ConfigAnswer.Lied;
import dev.freshet.operator.endpoint.ConfigAnswer.Partial;
import dev.freshet.operator.endpoint.ConfigAnswer.Rejected;
import dev.freshet.operator.endpoint.ConfigAnswer.Stale;

/** Reads what a pod said to a document. */
final class ConfigAnswers {
  private static final int MOST_OF_CODE = 64;
  private static final int MOST_OF_PATH = 160;
  private static final int MOST_OF_MESSAGE = 160;

  private ConfigAnswers() {}

  static ConfigAnswer read(Exchange.Raw raw, String sentRevision) {
    AnswerJson body = raw.body();
    return switch (raw.status()) {
      case 200 -> body.isObject() ? acknowledgement(body, sentRevision) : Statuses.noJson();
      case 202 -> body.isObject() ? partial(body) : Statuses.noJson();
      case 409 -> new Stale(body.appliedGenerationStamp());
      case 422 -> rejection(body);
      default -> Statuses.failure(raw.status());
    };
  }

  private static ConfigAnswer acknowledgement(AnswerJson body, String sentRevision) {
    String applied = body.appliedRevision();
    if (!sentRevision.equals(applied)) {
      return new Lied(applied);
    }
    Processes processes = body.processes();
    if (processes == null) {
      return new Unreachable(
          UnreachableCode.BAD_ANSWER, "the pod acknowledged without \"processes\"");
    }
    return processes.allApplied() ? new Acknowledged(processes) : new Partial(processes);
  }

  // "The pod can't tell" is a good reason for a 202, so here the numbers may be missing.
  private static Partial partial(AnswerJson body) {
    Processes processes = body.processes();
    return new Partial(processes == null ? new Processes(0, 0) : processes);
  }

  private static Rejected rejection(AnswerJson body) {
    JsonNode error = body.root().path("errors").path(0);
    String code = text(error, "code", MOST_OF_CODE);
    String message = text(error, "message", MOST_OF_MESSAGE);
    return new Rejected(
        code.isEmpty() ? "Unspecified" : code,
        text(error, "path", MOST_OF_PATH),
        message.isEmpty() ? "the pod gave no reason" : message,
        body.appliedRevision());
  }

  private static String text(JsonNode error, String field, int most) {
    JsonNode value = error.path(field);
    return value.isTextual() ? PodText.clean(value.asText(), most) : "";
  }
}
