package dev.freshet.testbed.pod;

/** One reason of a pod to refuse a document and keep what it has. */
public record Complaint(String code, String path, String message) {}
