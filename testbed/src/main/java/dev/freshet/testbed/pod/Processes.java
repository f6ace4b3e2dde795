package dev.freshet.testbed.pod;

/** How many processes a pod has, and how many of them run its document. */
public record Processes(int total, int applied) {
  public static final Processes ONE = new Processes(1, 1);

  boolean all() {
    return applied == total;
  }
}
