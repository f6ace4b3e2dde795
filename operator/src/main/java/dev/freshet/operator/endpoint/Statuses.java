package dev.freshet.operator.endpoint;

import dev.freshet.operator.endpoint.CallFailure.Unauthorized;
import dev.freshet.operator.endpoint.CallFailure.Unreachable;
import dev.freshet.operator.endpoint.CallFailure.Unsupported;

/** What the HTTP status codes mean that mean the same for every call. */
final class Statuses {
  private Statuses() {}

  static CallFailure failure(int status) {
    return switch (status) {
      case 401, 403 -> new Unauthorized(status);
      case 404 -> new Unsupported();
      default -> unreachable(status);
    };
  }

  private static Unreachable unreachable(int status) {
    if (status >= 200 && status < 300) {
      return new Unreachable(
          UnreachableCode.BAD_ANSWER,
          "the pod answered %d, which is not in the contract".formatted(status));
    }
    if (status >= 300 && status < 400) {
      return new Unreachable(
          UnreachableCode.REDIRECTED, "the pod answered with a redirect; none is followed");
    }
    return new Unreachable("Http" + status, "the pod answered " + status);
  }

  static Unreachable noJson() {
    return new Unreachable(UnreachableCode.BAD_ANSWER, "the pod's answer is no JSON object");
  }
}
