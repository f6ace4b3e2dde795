package dev.freshet.testbed;

import java.util.Set;

/** One request as the API server's audit log has it; what doesn't apply is empty. */
public record AuditedRequest(
    String stage,
    String user,
    String userAgent,
    String verb,
    String apiGroup,
    String resource,
    String subresource,
    String namespace,
    String name,
    String uri,
    int code) {
  private static final Set<String> WRITES =
      Set.of("create", "update", "patch", "delete", "deletecollection");

  /** Whether it could change an object: also a dry run, a refused one, a patch of nothing. */
  public boolean isWrite() {
    return WRITES.contains(verb);
  }
}
