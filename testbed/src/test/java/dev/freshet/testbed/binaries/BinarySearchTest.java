package dev.freshet.testbed.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinarySearchTest {
  private static final Release KWOK = Release.kwok();
  private static final Release NEWEST = Release.of(KubernetesVersion.NEWEST);
  private static final Set<Component> ONLY_KWOK = EnumSet.of(Component.KWOK);
  private static final Set<Component> ONLY_ETCD = EnumSet.of(Component.ETCD);

  @TempDir Path directory;

  @Test
  void aNamedDirectoryGoesBeforeTheCache() throws IOException {
    // Given
    var named = Files.createDirectory(directory.resolve("assets"));
    CacheTest.make(named, Component.ETCD);
    CacheTest.make(cached(NEWEST), Component.ETCD);
    var search =
        BinarySearch.fromEnvironment(
            Map.of("KUBEBUILDER_ASSETS", "" + named, "KUBE_API_TEST_DIR", "" + directory));

    // Then
    assertThat(search.directoryWith(NEWEST, ONLY_ETCD)).isEqualTo(named);
  }

  @Test
  void aNamedDirectoryThatLacksSomethingIsNotMixedWithTheCache() throws IOException {
    // Given
    var named = Files.createDirectory(directory.resolve("assets"));
    CacheTest.make(named, Component.ETCD);
    var cached = cached(NEWEST);
    CacheTest.make(cached, Component.ETCD);
    CacheTest.make(cached, Component.SCHEDULER);
    var search =
        BinarySearch.fromEnvironment(
            Map.of("KUBEBUILDER_ASSETS", "" + named, "KUBE_API_TEST_DIR", "" + directory));

    // Then
    assertThat(search.directoryWith(NEWEST, EnumSet.of(Component.ETCD, Component.SCHEDULER)))
        .isEqualTo(cached);
  }

  @Test
  void theFirstWayThatSucceedsIsTheLastThatIsTried() {
    // Given
    var tried = new AtomicInteger();
    var search =
        searchBy(
            new BinarySearch.Way("the download", CacheTest::makeKwok),
            new BinarySearch.Way("the build", _ -> tried.incrementAndGet()));

    // When
    var found = search.directoryWith(KWOK, ONLY_KWOK);

    // Then
    assertThat(found.resolve("kwok")).isExecutable();
    assertThat(tried).hasValue(0);
  }

  @Test
  void whenNothingWorksOneSentenceSaysWhatToInstall() {
    // Given
    var search =
        searchBy(
            new BinarySearch.Way("the download", _ -> fail("dl.k8s.io: unknown host")),
            new BinarySearch.Way("the build", _ -> fail("no go on the PATH")));

    // Then
    assertThatThrownBy(() -> search.directoryWith(KWOK, ONLY_KWOK))
        .isInstanceOf(NoControlPlane.class)
        .hasMessageStartingWith(
            "kwok v0.8.0 is not on this machine and could not be brought here:"
                + " the download failed (dl.k8s.io: unknown host);"
                + " the build failed (no go on the PATH)."
                + " Install Go 1.26 or newer, or put its programs kwok into ")
        .hasMessageContaining(directory.toString());
  }

  @Test
  void twoWhoWantTheSameAtOnceMakeItOnce() throws Exception {
    // Given
    var made = new AtomicInteger();
    var search =
        searchBy(
            new BinarySearch.Way(
                "the build",
                staging -> {
                  made.incrementAndGet();
                  CacheTest.makeKwok(staging);
                }));
    Callable<Path> want = () -> search.directoryWith(KWOK, ONLY_KWOK);

    // When
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var found : executor.invokeAll(List.of(want, want, want))) {
        assertThat(found.get().resolve("kwok")).isExecutable();
      }
    }

    // Then
    assertThat(made).hasValue(1);
  }

  private BinarySearch searchBy(BinarySearch.Way... ways) {
    return new BinarySearch(null, new Cache(directory), _ -> List.of(ways));
  }

  private Path cached(Release release) throws IOException {
    return Files.createDirectories(directory.resolve(release.cachePath()));
  }

  private static void fail(String message) throws IOException {
    throw new IOException(message);
  }
}
