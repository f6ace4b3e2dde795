package dev.freshet.testbed.binaries;

import dev.freshet.testbed.process.Directories;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one directory that the test bed leaves behind: {@code ~/.kubeapitest}, or what {@code
 * KUBE_API_TEST_DIR} names. fabric8's kube-api-test keeps its programs in the same places.
 *
 * <p>A program appears there by a rename, so it is whole or absent, however its making ended.
 */
final class Cache {
  /** A file lock belongs to the whole JVM; between threads of one JVM this does. */
  private static final ReentrantLock IN_THIS_JVM = new ReentrantLock();

  private static final String STAGING = ".staging-";

  private final Path root;

  Cache(Path root) {
    this.root = root;
  }

  /** Makes a release's programs in an empty directory that it is given. */
  @FunctionalInterface
  interface Maker {
    void into(Path directory) throws IOException;
  }

  Path root() {
    return root;
  }

  Optional<Path> find(Release release, Set<Component> components) {
    var directory = root.resolve(release.cachePath());
    return holds(directory, components) ? Optional.of(directory) : Optional.empty();
  }

  static boolean holds(Path directory, Set<Component> components) {
    return components.stream()
        .allMatch(component -> Files.isExecutable(directory.resolve(component.fileName())));
  }

  /** Runs while no other process makes anything for this cache. */
  <T> T alone(Exclusively<T> action) throws IOException {
    Files.createDirectories(root);
    IN_THIS_JVM.lock();
    try (var channel =
            FileChannel.open(
                root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      return action.run();
    } finally {
      IN_THIS_JVM.unlock();
    }
  }

  /** Only for use within {@link #alone}. */
  Path fill(Release release, Set<Component> components, Maker maker) throws IOException {
    removeLeftovers();
    var staging = Files.createTempDirectory(root, STAGING);
    try {
      maker.into(staging);
      var directory = Files.createDirectories(root.resolve(release.cachePath()));
      for (var component : release.components()) {
        var made = staging.resolve(component.fileName());
        if (Files.exists(made)) {
          Files.move(made, directory.resolve(component.fileName()), StandardCopyOption.ATOMIC_MOVE);
        }
      }
      return find(release, components)
          .orElseThrow(() -> new IOException("Not all programs of " + release.title() + " came"));
    } finally {
      Directories.delete(staging);
    }
  }

  /** What a killed process left; we are alone, so nobody works on it any more. */
  private void removeLeftovers() throws IOException {
    try (var leftovers = Files.newDirectoryStream(root, STAGING + "*")) {
      leftovers.forEach(Directories::delete);
    }
  }

  /** Something to do alone. */
  @FunctionalInterface
  interface Exclusively<T> {
    T run() throws IOException;
  }
}
