package dev.freshet.operator.endpoint;

/** Why a pod could not be reached, in one word that users see. */
public final class UnreachableCode {
  /** The address breaks a rule of {@link AddressRules}; it was not called. */
  public static final String ADDRESS_NOT_ALLOWED = "AddressNotAllowed";

  /** No complete answer within the target's timeout. */
  public static final String TIMEOUT = "Timeout";

  /** Nothing listens on the port. */
  public static final String CONNECTION_REFUSED = "ConnectionRefused";

  /** The pod closed the connection before its answer was complete. */
  public static final String CONNECTION_RESET = "ConnectionReset";

  /** There is no way to the pod's address. */
  public static final String NO_ROUTE = "NoRoute";

  /** The pod's certificate was not accepted, or there was no TLS at all. */
  public static final String TLS_FAILED = "TlsFailed";

  /** More than 64 KiB, or headers without end. */
  public static final String ANSWER_TOO_LARGE = "AnswerTooLarge";

  /** A redirect; none is followed. */
  public static final String REDIRECTED = "Redirected";

  /** Not HTTP, not JSON, or not what the contract says. */
  public static final String BAD_ANSWER = "BadAnswer";

  /** Another pod answered at this address. */
  public static final String WRONG_POD = "WrongPod";

  /** The operator stopped the call, because it is stopping itself. */
  public static final String INTERRUPTED = "Interrupted";

  private UnreachableCode() {}
}
