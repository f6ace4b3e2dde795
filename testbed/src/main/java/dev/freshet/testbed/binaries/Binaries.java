package dev.freshet.testbed.binaries;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The programs of one control plane, ready to be started. */
public record Binaries(Map<Component, Path> paths) {
  public Binaries {
    paths = Map.copyOf(paths);
  }

  /**
   * Finds them, and makes them if need be, which takes minutes and is told on standard error.
   *
   * @throws NoControlPlane if there is no way on this machine; its message says what to install
   */
  public static Binaries find(KubernetesVersion version, Set<Component> components) {
    var search = BinarySearch.fromEnvironment(System.getenv());
    var paths = new EnumMap<Component, Path>(Component.class);
    for (var release : KubernetesVersion.values()) {
      var wanted = EnumSet.copyOf(components);
      wanted.removeIf(component -> versionOf(component, version) != release);
      wanted.remove(Component.KWOK);
      add(search, Release.of(release), wanted, paths);
    }
    if (components.contains(Component.KWOK)) {
      add(search, Release.kwok(), EnumSet.of(Component.KWOK), paths);
    }
    return new Binaries(paths);
  }

  public Path path(Component component) {
    var path = paths.get(component);
    if (path == null) {
      throw new IllegalArgumentException(component + " was not asked for");
    }
    return path;
  }

  /** kubectl talks to every version; one is enough. */
  private static KubernetesVersion versionOf(Component component, KubernetesVersion version) {
    return component == Component.KUBECTL ? KubernetesVersion.NEWEST : version;
  }

  private static void add(
      BinarySearch search, Release release, Set<Component> wanted, Map<Component, Path> paths) {
    if (!wanted.isEmpty()) {
      var directory = search.directoryWith(release, wanted);
      wanted.forEach(component -> paths.put(component, directory.resolve(component.fileName())));
    }
  }
}
