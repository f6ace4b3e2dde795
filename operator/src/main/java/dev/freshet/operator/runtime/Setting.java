package dev.freshet.operator.runtime;

/** The table of settings. The documentation has the same one, and a test compares the two. */
public enum Setting {
  KUBECONFIG("in-cluster", "Path of a kubeconfig file. Unset inside a pod: its ServiceAccount."),
  FRESHET_NAMESPACE(
      "the pod's",
      "The operator's own namespace, where its leader lease lies. Required outside a pod."),
  FRESHET_WATCH_NAMESPACES(
      "all", "Namespaces to work in, separated by commas. Empty: all namespaces."),
  FRESHET_POD_SELECTOR(
      "none", "Label selector that every app pod has; the operator sees no other pod."),
  FRESHET_ALLOW_LOOPBACK(
      "false", "Allow pods and Redis on loopback addresses. For the test bed on one machine only."),
  FRESHET_MANAGEMENT_PORT("8080", "Port of /livez, /readyz and /metrics. 0 takes any free one."),
  FRESHET_LEADER_ELECTION(
      "true", "Work only while holding the lease, so that replicas can stand by."),
  FRESHET_LOG_FORMAT("json", "json, one object a line, or text."),
  FRESHET_LOG_LEVEL("info", "error, warn, info or debug, for the operator's own log lines.");

  private final String fallback;
  private final String meaning;

  Setting(String fallback, String meaning) {
    this.fallback = fallback;
    this.meaning = meaning;
  }

  /** What holds when the variable is unset, in words for the documentation. */
  public String fallback() {
    return fallback;
  }

  /** One sentence for the documentation. */
  public String meaning() {
    return meaning;
  }
}
