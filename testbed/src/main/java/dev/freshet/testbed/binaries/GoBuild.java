package dev.freshet.testbed.binaries;

import dev.freshet.testbed.process.Streaming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A build of a release from Go modules, for machines that reach a module proxy but no downloads.
 *
 * <p>The go.mod and go.sum of each release are part of the test bed, so the same sources are built
 * everywhere and Go verifies them.
 */
final class GoBuild {
  private final Release release;
  private final Progress progress;

  GoBuild(Release release, Progress progress) {
    this.release = release;
    this.progress = progress;
  }

  /** Puts the release's programs into the directory. */
  void into(Path directory) throws IOException {
    var sources = Files.createDirectories(directory.resolve("go"));
    for (var file : List.of("go.mod", "go.sum")) {
      copyResource(file, sources);
    }
    progress.line("building %s from Go modules; once, some minutes".formatted(release.title()));
    var packages = new AtomicInteger();
    try (var _ = progress.watch(() -> "fetching Go modules of " + release.title())) {
      go(sources, line -> countPackage(line, packages), "list", "-deps", "tool");
    }
    var compiled = new AtomicInteger();
    try (var _ =
        progress.watch(
            () ->
                "building %s: %d of about %d packages"
                    .formatted(release.title(), compiled.get(), packages.get()))) {
      go(
          sources,
          line -> countPackage(line, compiled),
          "build",
          "-v",
          "-trimpath",
          "-ldflags",
          linkerFlags(),
          "-o",
          directory + "/",
          "tool");
    }
    nameEtcd(directory);
  }

  private void go(Path sources, Streaming.Listener listener, String... arguments)
      throws IOException {
    var temporary = Files.createDirectories(sources.resolve("tmp"));
    Streaming.run(
        sources,
        Map.of(
            "CGO_ENABLED", "0",
            "GOFLAGS", "-buildvcs=false",
            "GOWORK", "off",
            "GOTMPDIR", "" + temporary),
        listener,
        "go",
        arguments);
  }

  private String linkerFlags() {
    var flags = "-s -w";
    if (!release.project().equals("k8s")) {
      return flags;
    }
    var parts = release.tag().substring(1).split("\\.", 3);
    return flags
        + " -X k8s.io/component-base/version.gitVersion="
        + release.tag()
        + " -X k8s.io/component-base/version.gitMajor="
        + parts[0]
        + " -X k8s.io/component-base/version.gitMinor="
        + parts[1];
  }

  /** Go calls a program like the last part of its package, and etcd's is called "server". */
  private static void nameEtcd(Path directory) throws IOException {
    var server = directory.resolve("server");
    if (Files.exists(server)) {
      Files.move(server, directory.resolve(Component.ETCD.fileName()));
    }
  }

  private void copyResource(String file, Path directory) throws IOException {
    var name = release.goModuleDirectory() + "/" + file;
    try (var in = GoBuild.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("The test bed's jar lacks " + name);
      }
      Files.copy(in, directory.resolve(file));
    }
  }

  /** Everything else that go says has a space in it. */
  private static void countPackage(String line, AtomicInteger count) {
    if (!line.isEmpty() && !line.contains(" ")) {
      count.incrementAndGet();
    }
  }
}
