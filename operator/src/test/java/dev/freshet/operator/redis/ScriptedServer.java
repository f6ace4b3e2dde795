package dev.freshet.operator.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Function;

/** A server that answers each command as told, also as no Redis would. */
public final class ScriptedServer implements AutoCloseable {
  /** Sends its answer. */
  public interface Answer {
    void to(OutputStream client) throws IOException;
  }

  private final ServerSocket listener;
  private final Function<String, Answer> script;

  private ScriptedServer(ServerSocket listener, Function<String, Answer> script) {
    this.listener = listener;
    this.script = script;
  }

  /** The script is given a command's name and its first argument, if it has any. */
  public static ScriptedServer playing(Function<String, Answer> script) {
    try {
      var server =
          new ScriptedServer(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), script);
      Thread.ofVirtual().start(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ScriptedServer saying(Function<String, String> answers) {
    return playing(command -> client -> client.write(answers.apply(command).getBytes(ISO_8859_1)));
  }

  public String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
      for (var head = in.readLine(); head != null; head = in.readLine()) {
        script.apply(command(in, Integer.parseInt(head.substring(1)))).to(socket.getOutputStream());
      }
    } catch (IOException e) {
      // The client has had enough.
    }
  }

  private static String command(BufferedReader in, int words) throws IOException {
    var command = new StringBuilder();
    for (var i = 0; i < words; i++) {
      in.readLine();
      var word = in.readLine();
      if (i < 2) {
        command.append(i == 0 ? "" : " ").append(word);
      }
    }
    return command.toString();
  }
}
