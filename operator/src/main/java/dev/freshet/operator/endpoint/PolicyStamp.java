package dev.freshet.operator.endpoint;

/** Which policy speaks, and how old it is: what the pod's fence compares. */
public record PolicyStamp(
    String namespace, String name, String uid, String creationTimestamp, long generation) {

  /** {@code <creationTimestamp>/<generation>}: ordered also across a re-created policy. */
  public String generationHeader() {
    return creationTimestamp + "/" + generation;
  }

  String policyHeader() {
    return namespace + "/" + name;
  }
}
