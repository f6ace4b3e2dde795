package dev.freshet.operator.endpoint;

/** What can become of any call, whatever was asked. */
public sealed interface CallFailure extends ConfigAnswer, StatusAnswer {

  /** 401 or 403: wrong key, wrong pod, or a clock that is off by more than five minutes. */
  record Unauthorized(int httpStatus) implements CallFailure {}

  /** 404 on a path of the contract: the pod can't do this. */
  record Unsupported() implements CallFailure {}

  /**
   * No answer of the contract; worth another try.
   *
   * @param code one word for status and metrics, one of {@link UnreachableCode}, or {@code Http}
   *     and the status code
   * @param message ours, never the pod's
   */
  record Unreachable(String code, String message) implements CallFailure {}
}
