package dev.freshet.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The measuring process of one library: does rounds as it is told on its standard input. */
final class PushRounds {
  private final Library library;
  private final int port;
  private final int parallel;
  private final List<String> pods;
  private final PushClient.Request request;
  private @Nullable PushClient client;

  private PushRounds(Library library, int port, int pods, int parallel, int bytes) {
    this.library = library;
    this.port = port;
    this.parallel = parallel;
    this.pods = IntStream.range(0, pods).mapToObj(PodAddresses::answering).toList();
    this.request = new PushClient.Request("sha256:" + "5f0c1b7e".repeat(8), document(bytes));
  }

  private static byte[] document(int bytes) {
    return ("{\"schema\":1,\"text\":\"" + "x".repeat(bytes - 23) + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    var rounds =
        new PushRounds(
            Library.valueOf(args[0]),
            Integer.parseInt(args[1]),
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]),
            Integer.parseInt(args[4]));
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String command = commands.readLine();
    while (command != null) {
      System.out.println(rounds.obey(command));
      command = commands.readLine();
    }
    System.exit(0);
  }

  private String obey(String command) throws IOException, InterruptedException {
    return switch (command) {
      case "cold" -> {
        closeClient();
        client = library.open();
        yield Long.toString(nanosOfOneRound(client));
      }
      case "warm" -> {
        if (client == null) {
          throw new IllegalStateException("a warm round needs a cold one before it");
        }
        yield Long.toString(nanosOfOneRound(client));
      }
      case "rest" -> {
        closeClient();
        yield "resting";
      }
      case "memory" -> peakMemory();
      default -> throw new IllegalArgumentException(command);
    };
  }

  private void closeClient() throws IOException {
    PushClient open = client;
    client = null;
    if (open != null) {
      open.close();
    }
  }

  private long nanosOfOneRound(PushClient client) throws InterruptedException {
    var next = new AtomicInteger();
    var failures = new AtomicInteger();
    long start = System.nanoTime();
    List<Thread> threads =
        IntStream.range(0, parallel)
            .mapToObj(_ -> Thread.ofVirtual().start(() -> pushUntilDone(client, next, failures)))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    long nanos = System.nanoTime() - start;
    if (failures.get() > 0) {
      throw new IllegalStateException(failures + " pushes failed: the round counts for nothing");
    }
    return nanos;
  }

  private void pushUntilDone(PushClient client, AtomicInteger next, AtomicInteger failures) {
    int pod = next.getAndIncrement();
    while (pod < pods.size()) {
      try {
        client.push(pods.get(pod), port, request);
      } catch (IOException e) {
        if (failures.getAndIncrement() == 0) {
          e.printStackTrace();
        }
      } catch (InterruptedException e) {
        failures.incrementAndGet();
        Thread.currentThread().interrupt();
      }
      pod = next.getAndIncrement();
    }
  }

  private static String peakMemory() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .map(line -> line.replaceAll("\\D", ""))
        .findFirst()
        .orElse("0");
  }
}
