package dev.freshet.testbed.binaries;

import java.util.Arrays;
import java.util.EnumSet;

/** Run by the build before the first test that wants a control plane, so that none is slow. */
public final class PrepareControlPlane {
  private PrepareControlPlane() {}

  /** Does nothing if an argument is true: each stands for a way to skip tests. */
  public static void main(String[] args) {
    if (Arrays.asList(args).contains("true")) {
      return;
    }
    try {
      Binaries.find(KubernetesVersion.NEWEST, EnumSet.allOf(Component.class));
      Binaries.find(KubernetesVersion.OLDEST, EnumSet.of(Component.ETCD, Component.API_SERVER));
    } catch (NoControlPlane e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
