package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import java.util.Map;

/**
 * The {@link CacheFlush} that a schedule creates. Its spec has neither {@code runToken} nor {@code
 * suspend}: each child is a run of its own.
 */
@ApiRecord
public record FlushTemplate(Metadata metadata, CacheFlushSpec spec) {
  public FlushTemplate {
    metadata = requireNonNullElse(metadata, Metadata.NONE);
  }

  /** What each child carries besides what the operator gives it. */
  @ApiRecord
  public record Metadata(
      @OmitEmpty Map<String, String> labels, @OmitEmpty Map<String, String> annotations) {
    static final Metadata NONE = new Metadata(Map.of(), Map.of());

    public Metadata {
      labels = Absent.asEmpty(labels);
      annotations = Absent.asEmpty(annotations);
    }
  }
}
