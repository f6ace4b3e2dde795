package dev.freshet.testbed.binaries;

/** A program of a control plane. */
public enum Component {
  ETCD("etcd"),
  API_SERVER("kube-apiserver"),
  KUBECTL("kubectl"),
  CONTROLLER_MANAGER("kube-controller-manager"),
  SCHEDULER("kube-scheduler"),
  KWOK("kwok");

  private final String fileName;

  Component(String fileName) {
    this.fileName = fileName;
  }

  public String fileName() {
    return fileName;
  }
}
