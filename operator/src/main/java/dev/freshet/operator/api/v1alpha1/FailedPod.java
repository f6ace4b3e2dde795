package dev.freshet.operator.api.v1alpha1;

import org.jspecify.annotations.Nullable;

/** A pod that did not confirm a run, and what it answered instead. */
@ApiRecord
public record FailedPod(String target, String name, String code, @Nullable String message) {}
