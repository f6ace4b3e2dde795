package dev.freshet.operator.endpoint;

/** How many worker processes a pod has, and how many of them run the document. */
public record Processes(int total, int applied) {

  /** A pod of no process runs nothing. */
  public boolean allApplied() {
    return total > 0 && applied == total;
  }
}
