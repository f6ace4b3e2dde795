package dev.freshet.testbed.binaries;

import java.net.URI;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One version of something that is released, cached and built as a whole. */
record Release(String project, String tag, Set<Component> components) {
  private static final String ETCD_TAG = "v3.6.8";

  static Release of(KubernetesVersion version) {
    return switch (version) {
      case NEWEST ->
          new Release("k8s", version.tag(), EnumSet.complementOf(EnumSet.of(Component.KWOK)));
      case OLDEST ->
          new Release("k8s", version.tag(), EnumSet.of(Component.ETCD, Component.API_SERVER));
    };
  }

  static Release kwok() {
    return new Release("kwok", "v0.8.0", EnumSet.of(Component.KWOK));
  }

  /** What a person calls it. */
  String title() {
    return (project.equals("k8s") ? "Kubernetes " : project + " ") + tag;
  }

  /** Where it lies below the cache; for Kubernetes the place that kube-api-test looks at, too. */
  String cachePath() {
    return "%s/%s-%s-%s".formatted(project, tag.substring(1), system(), architecture());
  }

  /** The resource directory with the go.mod and go.sum that build it. */
  String goModuleDirectory() {
    return project.equals("k8s") ? tag : project + "-" + tag;
  }

  Download download(Component component) {
    var platform = system() + "/" + architecture();
    var dashed = system() + "-" + architecture();
    return switch (component) {
      case ETCD -> {
        var release = "https://github.com/etcd-io/etcd/releases/download/" + ETCD_TAG;
        var archive = "etcd-%s-%s.tar.gz".formatted(ETCD_TAG, dashed);
        yield new Download(
            component,
            URI.create(release + "/" + archive),
            Optional.of(URI.create(release + "/SHA256SUMS")));
      }
      case KWOK ->
          new Download(
              component,
              URI.create(
                  "https://github.com/kubernetes-sigs/kwok/releases/download/%s/kwok-%s"
                      .formatted(tag, dashed)),
              Optional.empty());
      default -> {
        var url = "https://dl.k8s.io/%s/bin/%s/%s".formatted(tag, platform, component.fileName());
        yield new Download(component, URI.create(url), Optional.of(URI.create(url + ".sha256")));
      }
    };
  }

  private static String system() {
    var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name.split(" ", 2)[0];
  }

  private static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "aarch64", "arm64" -> "arm64";
      case "amd64", "x86_64" -> "amd64";
      case String other -> other;
    };
  }
}
