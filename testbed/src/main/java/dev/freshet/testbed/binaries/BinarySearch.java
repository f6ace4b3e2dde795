package dev.freshet.testbed.binaries;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ways to a release's programs, tried one after the other. */
final class BinarySearch {
  private final @Nullable Path named;
  private final Cache cache;
  private final Function<Release, List<Way>> ways;
  private final Progress progress = new Progress(System.err);

  BinarySearch(@Nullable Path named, Cache cache, Function<Release, List<Way>> ways) {
    this.named = named;
    this.cache = cache;
    this.ways = ways;
  }

  /** A way to bring a release here. */
  record Way(String name, Cache.Maker maker) {}

  /**
   * {@code KUBEBUILDER_ASSETS} names a directory with the programs, {@code KUBE_API_TEST_DIR} the
   * cache; {@code FRESHET_TESTBED_OFFLINE=true} forbids downloads.
   */
  static BinarySearch fromEnvironment(Map<String, String> environment) {
    var assets = environment.get("KUBEBUILDER_ASSETS");
    var cache = environment.get("KUBE_API_TEST_DIR");
    return new BinarySearch(
        assets == null || assets.isBlank() ? null : Path.of(assets),
        new Cache(
            cache == null || cache.isBlank()
                ? Path.of(System.getProperty("user.home"), ".kubeapitest")
                : Path.of(cache)),
        "true".equals(environment.get("FRESHET_TESTBED_OFFLINE"))
            ? release -> List.of(build(release))
            : release -> List.of(download(release), build(release)));
  }

  Path directoryWith(Release release, Set<Component> components) {
    return named(release, components)
        .or(() -> cache.find(release, components))
        .orElseGet(() -> make(release, components));
  }

  /** A named directory stands for the newest Kubernetes, and only as a whole. */
  private Optional<Path> named(Release release, Set<Component> components) {
    return Optional.ofNullable(named)
        .filter(_ -> release.equals(Release.of(KubernetesVersion.NEWEST)))
        .filter(directory -> Cache.holds(directory, components));
  }

  private Path make(Release release, Set<Component> components) {
    try {
      return cache.alone(
          () -> {
            // Somebody else may have made it while we waited for the lock.
            var found = cache.find(release, components);
            return found.isPresent() ? found.get() : downloadOrBuild(release, components);
          });
    } catch (IOException e) {
      throw new NoControlPlane("The cache in " + cache.root() + " can't be used: " + e);
    }
  }

  private Path downloadOrBuild(Release release, Set<Component> components) {
    var failures = new ArrayList<String>();
    for (var way : ways.apply(release)) {
      try {
        return cache.fill(release, components, way.maker());
      } catch (IOException e) {
        failures.add(way.name() + " failed (" + reason(e) + ")");
        progress.line(release.title() + ": " + failures.getLast());
      }
    }
    throw new NoControlPlane(
        "%s is not on this machine and could not be brought here: %s. Install Go 1.26 or newer, or "
                .formatted(release.title(), String.join("; ", failures))
            + "put its programs "
            + names(components)
            + " into "
            + cache.root().resolve(release.cachePath())
            + ".");
  }

  private static Way download(Release release) {
    var progress = new Progress(System.err);
    return new Way(
        "the download",
        directory -> {
          progress.line("looking for a download of " + release.title());
          for (var component : release.components()) {
            release.download(component).into(directory, progress);
          }
        });
  }

  private static Way build(Release release) {
    return new Way("the build", new GoBuild(release, new Progress(System.err))::into);
  }

  private static String reason(IOException e) {
    var message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static String names(Set<Component> components) {
    return String.join(", ", components.stream().map(Component::fileName).toList());
  }
}
