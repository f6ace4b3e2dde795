package dev.freshet.operator.status;

/**
 * The conditions that users see. {@code Reconciling}, {@code Stalled} and {@code Suspended} are
 * abnormal when true and present only then, as kstatus reads them; never both of the first two,
 * because a waiter would take whichever comes first.
 */
public enum ConditionType {
  /** True only when everything that the spec asks for has been seen to be so. */
  READY("Ready"),
  /** Work or a retry is under way. */
  RECONCILING("Reconciling"),
  /** A person must act; waiting longer changes nothing. */
  STALLED("Stalled"),
  /** The spec is valid and everything it refers to was found. */
  ACCEPTED("Accepted"),
  /** As the Ready of the backend that the policy names; absent when it names none. */
  BACKEND_REACHABLE("BackendReachable"),
  /** {@code spec.suspend} is set. */
  SUSPENDED("Suspended");

  private final String text;

  ConditionType(String text) {
    this.text = text;
  }

  /** The name as it stands in {@code status.conditions[].type}. */
  public String text() {
    return text;
  }
}
