package dev.freshet.operator.api.v1alpha1;

/** Names an object of the same namespace. No reference of this API leaves it. */
@ApiRecord
public record ObjectRef(String name) {}
