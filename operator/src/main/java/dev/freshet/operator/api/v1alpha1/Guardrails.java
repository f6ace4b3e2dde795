package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import java.util.List;

/** Every flush is checked against these. What they do not allow is refused. */
@ApiRecord
public record Guardrails(
    @OmitEmpty List<String> allowedKeyPrefixes,
    @OmitEmpty List<String> protectedKeyPatterns,
    boolean allowAllTenants,
    List<FlushAction> allowedActions,
    Long maxKeysPerFlush,
    long maxKeysPerSecond,
    Integer maxConcurrentFlushes,
    boolean exposeSampleKeys) {
  private static final List<FlushAction> ALL_ACTIONS =
      List.of(FlushAction.DELETE, FlushAction.EXPIRE, FlushAction.BUMP_VERSION);

  static final Guardrails DEFAULT =
      new Guardrails(List.of(), List.of(), false, ALL_ACTIONS, 2_000_000L, 0, 1, false);

  public Guardrails {
    allowedKeyPrefixes = Absent.asEmpty(allowedKeyPrefixes);
    protectedKeyPatterns = Absent.asEmpty(protectedKeyPatterns);
    allowedActions = List.copyOf(requireNonNullElse(allowedActions, ALL_ACTIONS));
    maxKeysPerFlush = requireNonNullElse(maxKeysPerFlush, 2_000_000L);
    maxConcurrentFlushes = requireNonNullElse(maxConcurrentFlushes, 1);
  }
}
