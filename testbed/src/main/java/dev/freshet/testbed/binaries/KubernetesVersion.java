package dev.freshet.testbed.binaries;

/** A Kubernetes release that the test bed can start. */
public enum KubernetesVersion {
  /** What everything is tested with. */
  NEWEST("v1.36.3"),
  /** The oldest that users may run; tested for what an API server of that age may not know. */
  OLDEST("v1.33.13");

  private final String tag;

  KubernetesVersion(String tag) {
    this.tag = tag;
  }

  /** As Kubernetes writes it, with a leading v. */
  public String tag() {
    return tag;
  }
}
