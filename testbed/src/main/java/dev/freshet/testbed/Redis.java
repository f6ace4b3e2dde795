package dev.freshet.testbed;

import dev.freshet.testbed.process.ChildProcess;
import dev.freshet.testbed.process.Directories;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A real redis-server on a port of 127.0.0.1 that stays the same over stops and starts. It keeps
 * nothing on disk: each start is empty, as a cache after a crash is.
 */
public final class Redis implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  private final Path program;
  private final Path directory;
  private final RedisOptions options;
  private final int port;
  private ChildProcess process;

  private Redis(Path program, Path directory, RedisOptions options, int port) {
    this.program = program;
    this.directory = directory;
    this.options = options;
    this.port = port;
    writeConfiguration();
    this.process = launch();
  }

  public static Redis start() {
    return start(RedisOptions.open());
  }

  public static Redis start(RedisOptions options) {
    return start(options, FreePort.onLoopback());
  }

  public static Redis start(RedisOptions options, int port) {
    var directory = Directories.create("redis");
    try {
      return new Redis(RedisProgram.find(), directory, options, port);
    } catch (RuntimeException e) {
      Directories.delete(directory);
      throw e;
    }
  }

  public int port() {
    return port;
  }

  /** As a CacheBackend names it. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** SIGKILL; connections are refused until {@link #restart()}. */
  public void stop() {
    process.kill();
  }

  /** Starts it again, on the same port and with nothing in it. */
  public void restart() {
    stop();
    process = launch();
  }

  /** SIGSTOP: connections are taken, and nothing is answered. */
  public void pause() {
    process.pause();
  }

  public void resume() {
    process.resume();
  }

  @Override
  public void close() {
    process.kill();
    Directories.delete(directory);
  }

  private ChildProcess launch() {
    var started =
        ChildProcess.start(
            "redis-server",
            directory,
            Map.of(),
            List.of(program.toString(), directory.resolve("redis.conf").toString()));
    Readiness.await(started, START, this::accepts);
    return started;
  }

  private boolean accepts() {
    try (var _ = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** In a file, since a password on the command line is everybody's to read. */
  private void writeConfiguration() {
    var text = new StringBuilder();
    text.append("bind 127.0.0.1\nsave \"\"\nappendonly no\ndaemonize no\n");
    text.append("dir ").append(quoted("" + directory)).append('\n');
    var certificate = options.certificate();
    if (certificate == null) {
      text.append("port ").append(port).append('\n');
    } else {
      certificate.writeTo(directory, "server");
      text.append("port 0\ntls-port ").append(port).append('\n');
      text.append("tls-cert-file server.crt\ntls-key-file server.key\n");
      var clientAuthority = options.clientAuthority();
      var trusted =
          clientAuthority == null ? certificate.certificatePem() : clientAuthority.authorityPem();
      Directories.write(directory.resolve("clients.crt"), trusted);
      text.append("tls-ca-cert-file clients.crt\ntls-auth-clients ");
      text.append(clientAuthority == null ? "no" : "yes").append('\n');
    }
    var password = options.password();
    if (password != null) {
      text.append("requirepass ").append(quoted(password)).append('\n');
    }
    for (var user : options.users()) {
      text.append("user %s on ".formatted(user.name()))
          .append(quoted(">" + user.password()))
          .append(" " + user.rules() + "\n");
    }
    Directories.write(directory.resolve("redis.conf"), text.toString());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
