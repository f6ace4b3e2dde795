package dev.freshet.operator.api.v1alpha1;

/** Names one key of a ConfigMap of the same namespace. */
@ApiRecord
public record ConfigMapKeyRef(String name, String key) {}
