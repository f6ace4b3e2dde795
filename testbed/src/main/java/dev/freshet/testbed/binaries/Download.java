package dev.freshet.testbed.binaries;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** One program behind a URL: as it is, or in a tar archive. Its digest is compared if published. */
record Download(Component component, URI url, Optional<URI> checksums) {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** Puts the program into the directory. */
  void into(Path directory, Progress progress) throws IOException {
    var fetched = directory.resolve(component.fileName() + ".download");
    try (var client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      var digest = fetch(client, fetched, progress);
      if (checksums.isPresent()) {
        requireListed(digest, text(client, checksums.get()));
      }
      place(fetched, directory.resolve(component.fileName()));
    } finally {
      Files.deleteIfExists(fetched);
    }
  }

  private String fetch(HttpClient client, Path file, Progress progress) throws IOException {
    var sha256 = sha256();
    var name = component.fileName();
    try (var in = new DigestInputStream(open(client, url), sha256);
        var out = Files.newOutputStream(file);
        var _ =
            progress.watch(
                () -> "downloading %s: %d MB".formatted(name, file.toFile().length() >> 20))) {
      in.transferTo(out);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private void place(Path fetched, Path program) throws IOException {
    if (url.getPath().endsWith(".tar.gz")) {
      extract(fetched, program);
    } else {
      Files.move(fetched, program);
    }
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("Could not make " + program + " executable");
    }
  }

  private void extract(Path archive, Path program) throws IOException {
    try (var tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && entry.getName().endsWith("/" + component.fileName())) {
          Files.copy(tar, program);
          return;
        }
      }
    }
    throw new IOException("No " + component.fileName() + " in " + url);
  }

  private void requireListed(String digest, String published) throws IOException {
    if (!published.contains(digest)) {
      throw new IOException("The download of " + url + " is not what its publisher signed off");
    }
  }

  private static String text(HttpClient client, URI uri) throws IOException {
    try (var in = open(client, uri)) {
      return new String(in.readNBytes(1 << 20), StandardCharsets.US_ASCII);
    }
  }

  private static InputStream open(HttpClient client, URI uri) throws IOException {
    try {
      var request = HttpRequest.newBuilder(uri).timeout(ANSWER).build();
      var response = client.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        response.body().close();
        throw new IOException(uri + " answered " + response.statusCode());
      }
      return response.body();
    } catch (ConnectException e) {
      throw new IOException(uri.getHost() + " can't be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while downloading " + uri, e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
