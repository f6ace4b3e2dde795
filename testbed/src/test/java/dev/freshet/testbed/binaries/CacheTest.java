package dev.freshet.testbed.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
  private static final Release KWOK = Release.kwok();
  private static final Set<Component> ONLY_KWOK = EnumSet.of(Component.KWOK);

  @TempDir Path root;

  @Test
  void whatWasMadeIsFoundAfterwards() throws IOException {
    // Given
    var cache = new Cache(root);
    assertThat(cache.find(KWOK, ONLY_KWOK)).isEmpty();

    // When
    var made = cache.alone(() -> cache.fill(KWOK, ONLY_KWOK, CacheTest::makeKwok));

    // Then
    assertThat(made.resolve("kwok")).isExecutable();
    assertThat(cache.find(KWOK, ONLY_KWOK)).contains(made);
  }

  @Test
  void aMakerThatFailsLeavesNothing() throws IOException {
    // Given
    var cache = new Cache(root);
    Cache.Maker half =
        directory -> {
          makeKwok(directory);
          throw new IOException("out of space");
        };

    // Then
    assertThatThrownBy(() -> cache.alone(() -> cache.fill(KWOK, ONLY_KWOK, half)))
        .hasMessage("out of space");
    assertThat(cache.find(KWOK, ONLY_KWOK)).isEmpty();
    assertThat(root).isDirectoryNotContaining("glob:**.staging-*");
  }

  @Test
  void whatAKilledProcessLeftIsRemovedByTheNextOne() throws IOException {
    // Given
    var leftover = Files.createDirectories(root.resolve(".staging-123/go"));
    Files.writeString(leftover.resolve("go.mod"), "module half");
    var cache = new Cache(root);

    // When
    cache.alone(() -> cache.fill(KWOK, ONLY_KWOK, CacheTest::makeKwok));

    // Then
    assertThat(root.resolve(".staging-123")).doesNotExist();
  }

  @Test
  void aReleaseIsCompleteOnlyWithAllProgramsThatAreAskedFor() throws IOException {
    // Given
    var cache = new Cache(root);
    var oldest = Release.of(KubernetesVersion.OLDEST);
    Cache.Maker onlyEtcd = directory -> make(directory, Component.ETCD);

    // Then
    assertThatThrownBy(() -> cache.alone(() -> cache.fill(oldest, oldest.components(), onlyEtcd)))
        .hasMessageContaining("Not all programs of Kubernetes v1.33.13");
    assertThat(cache.find(oldest, EnumSet.of(Component.ETCD))).isPresent();
    assertThat(cache.find(oldest, oldest.components())).isEmpty();
  }

  static void makeKwok(Path directory) throws IOException {
    make(directory, Component.KWOK);
  }

  static void make(Path directory, Component component) throws IOException {
    var program = Files.writeString(directory.resolve(component.fileName()), "#!/bin/sh\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }
}
