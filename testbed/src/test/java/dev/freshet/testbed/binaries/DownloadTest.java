package dev.freshet.testbed.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
  private static final byte[] PROGRAM = "#!/bin/sh\necho hello\n".getBytes(StandardCharsets.UTF_8);

  private final Progress silent = new Progress(new PrintStream(new ByteArrayOutputStream()));
  private HttpServer server;

  @TempDir Path directory;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void aProgramWithTheRightDigestIsPutInPlaceExecutable() throws Exception {
    // Given
    serve("/kubectl", PROGRAM);
    serve("/kubectl.sha256", digest(PROGRAM));

    // When
    download(Component.KUBECTL, "/kubectl", "/kubectl.sha256").into(directory, silent);

    // Then
    assertThat(directory.resolve("kubectl")).isExecutable().hasBinaryContent(PROGRAM);
  }

  @Test
  void aProgramWithAnotherDigestIsNotPutInPlace() throws Exception {
    // Given
    serve("/kubectl", PROGRAM);
    serve("/kubectl.sha256", digest("something else".getBytes(StandardCharsets.UTF_8)));

    // Then
    assertThatThrownBy(
            () ->
                download(Component.KUBECTL, "/kubectl", "/kubectl.sha256").into(directory, silent))
        .hasMessageContaining("is not what its publisher signed off");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aProgramIsTakenOutOfItsArchive() throws Exception {
    // Given
    var archive = archive("etcd-v3/etcd", PROGRAM);
    serve("/etcd.tar.gz", archive);
    serve("/SHA256SUMS", digest(archive));

    // When
    download(Component.ETCD, "/etcd.tar.gz", "/SHA256SUMS").into(directory, silent);

    // Then
    assertThat(directory.resolve("etcd")).isExecutable().hasBinaryContent(PROGRAM);
    assertThat(directory).isDirectoryNotContaining("glob:**.download");
  }

  @Test
  void anAnswerOtherThan200IsAFailure() {
    assertThatThrownBy(
            () -> download(Component.KUBECTL, "/nowhere", "/nowhere").into(directory, silent))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("answered 404");
  }

  @Test
  void anEmptyListOfChecksumsIsNotTrusted() throws Exception {
    // Given
    serve("/kubectl", PROGRAM);
    serve("/kubectl.sha256", new byte[0]);

    // Then
    assertThatThrownBy(
            () ->
                download(Component.KUBECTL, "/kubectl", "/kubectl.sha256").into(directory, silent))
        .isInstanceOf(IOException.class);
  }

  private Download download(Component component, String path, String checksums) {
    return new Download(component, url(path), Optional.of(url(checksums)));
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void serve(String path, byte[] content) {
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
  }

  private static byte[] digest(byte[] content) throws Exception {
    var hex = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    return (hex + "  some-file\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] archive(String name, byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      var entry = new TarArchiveEntry(name);
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }
}
