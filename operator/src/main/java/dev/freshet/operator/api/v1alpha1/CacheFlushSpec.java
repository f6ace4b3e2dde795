package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to remove, where, and how. */
@ApiRecord
public record CacheFlushSpec(
    ObjectRef policyRef,
    FlushScope scope,
    String confirm,
    List<Layer> layers,
    FlushAction action,
    @Nullable Expire expire,
    @Nullable SecondPass secondPass,
    boolean dryRun,
    FailurePolicy failurePolicy,
    Integer activeDeadlineSeconds,
    Integer backoffLimit,
    boolean suspend,
    @Nullable Integer ttlSecondsAfterFinished,
    @Nullable String runToken,
    @Nullable String requestedBy,
    @Nullable String reason) {
  public CacheFlushSpec {
    scope = requireNonNullElse(scope, FlushScope.NOTHING);
    confirm = requireNonNullElse(confirm, "");
    layers = List.copyOf(requireNonNullElse(layers, List.of(Layer.REDIS, Layer.LOCAL)));
    action = requireNonNullElse(action, FlushAction.DELETE);
    expire = expire == null && action == FlushAction.EXPIRE ? Expire.DEFAULT : expire;
    failurePolicy = requireNonNullElse(failurePolicy, FailurePolicy.STRICT);
    activeDeadlineSeconds = requireNonNullElse(activeDeadlineSeconds, 600);
    backoffLimit = requireNonNullElse(backoffLimit, 3);
  }

  /** How long entries may still live with action Expire; never longer than they would have. */
  @ApiRecord
  public record Expire(String grace, String jitter) {
    static final Expire DEFAULT = new Expire("30s", "60s");

    public Expire {
      grace = requireNonNullElse(grace, "30s");
      jitter = requireNonNullElse(jitter, "60s");
    }
  }

  /** Once more, against values that were read before the flush and written after it. */
  @ApiRecord
  public record SecondPass(String after) {
    public SecondPass {
      after = requireNonNullElse(after, "5s");
    }
  }
}
