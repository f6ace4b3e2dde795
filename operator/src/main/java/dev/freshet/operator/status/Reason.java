package dev.freshet.operator.status;

import java.util.Arrays;
import java.util.Optional;

/** Every reason that a condition of ours can have. Users write alerts and waits on these names. */
public enum Reason {
  // Ready, true
  /** Every matched pod runs the revision. */
  APPLIED("Applied"),
  /** The selectors match no pod: nothing to push to is no error. */
  NO_PODS("NoPods"),
  /** The policy has no targets: it serves flushes only. */
  NO_TARGETS("NoTargets"),
  /** {@code spec.suspend} is set. */
  SUSPENDED("Suspended"),
  /** The backend answered a health check. */
  CONNECTED("Connected"),

  // Ready, false
  /** On its way. */
  PROGRESSING("Progressing"),
  /** At least one pod refused the document. */
  REJECTED("Rejected"),
  /** At least one pod did not answer as the contract says. */
  PODS_UNREACHABLE("PodsUnreachable"),

  // Stalled
  /** A pod refused the document and {@code onReject} is Halt. */
  ROLLOUT_HALTED("RolloutHalted"),
  /** No further pod took the document for {@code progressDeadlineSeconds}. */
  PROGRESS_DEADLINE_EXCEEDED("ProgressDeadlineExceeded"),

  // Accepted
  /** The spec is valid and every reference was found. */
  VALID("Valid"),
  /** Something in the spec that no other reason names. */
  INVALID_SPEC("InvalidSpec"),
  /** The {@code backendRef} names no CacheBackend of this namespace. */
  BACKEND_NOT_FOUND("BackendNotFound"),
  /** A referenced Secret does not exist. */
  SECRET_NOT_FOUND("SecretNotFound"),
  /** The owner of the Secret has not consented that the operator reads it. */
  SECRET_ACCESS_DENIED("SecretAccessDenied"),
  /** The Secret lacks the key, or what stands there is not usable. */
  SECRET_KEY_INVALID("SecretKeyInvalid"),
  /** A referenced ConfigMap, or the key in it, does not exist. */
  CONFIG_MAP_NOT_FOUND("ConfigMapNotFound"),
  /** {@code dependsOn} leads back to where it started. */
  DEPENDENCY_CYCLE("DependencyCycle"),
  /** A cache is named that the policy does not declare. */
  UNKNOWN_CACHE("UnknownCache"),
  /** A tier is named that the policy does not declare. */
  UNKNOWN_TIER("UnknownTier"),
  /** Two caches claim the same keys. */
  DUPLICATE_KEY("DuplicateKey"),
  /** A placeholder gets its value from nowhere. */
  UNBOUND_PLACEHOLDER("UnboundPlaceholder"),
  /** The keyspace lies outside what the backend allows. */
  PREFIX_NOT_ALLOWED("PrefixNotAllowed"),
  /** Two targets of the policy reach the same pod at the same port and path. */
  DUPLICATE_TARGET("DuplicateTarget"),
  /** An older policy already serves the same pod at the same port and path. */
  CONFLICTED("Conflicted"),
  /** The ConfigMap that should hold the document belongs to somebody else. */
  CONFIG_MAP_NOT_OWNED("ConfigMapNotOwned"),
  /** All tenants shall be warmed, and the policy knows none. */
  TENANTS_UNKNOWN("TenantsUnknown"),
  /** The rendered document is over the limit. */
  DOCUMENT_TOO_LARGE("DocumentTooLarge"),

  // CacheBackend
  /** No connection: refused, timed out, cut, or the name has no address. */
  CONNECT_FAILED("ConnectFailed"),
  /** Wrong user or password. */
  AUTH_FAILED("AuthFailed"),
  /** The user lacks a right that the operator needs. */
  ACCESS_DENIED("AccessDenied"),
  /** The certificate was not accepted, or the server speaks no TLS. */
  TLS_FAILED("TLSFailed"),
  /** The address is one that the operator never connects to. */
  ADDRESS_NOT_ALLOWED("AddressNotAllowed"),
  /** The server is of another topology than the spec says. */
  WRONG_TOPOLOGY("WrongTopology");

  private final String text;

  Reason(String text) {
    this.text = text;
  }

  /** The reason of that name; empty for one of a newer version. */
  public static Optional<Reason> of(String text) {
    return Arrays.stream(values()).filter(reason -> reason.text.equals(text)).findFirst();
  }

  /** The name as it stands in {@code status.conditions[].reason}. */
  public String text() {
    return text;
  }
}
