package dev.freshet.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which HTTP library pushes fastest to thousands of pods, and how far it is from bare sockets.
 *
 * <p>Every library does a cold round (no connection to any pod yet) and two warm ones (all
 * connections kept), then the next library does; so often repeated, that a disturbance of the
 * machine meets all of them. What counts is the ratio of medians.
 *
 * <p>Arguments: repetitions, then names of {@link Library}; 5 and all of them if absent.
 */
public final class PushBenchmark {
  private static final int PODS = 5_000;
  private static final int PARALLEL = 64;
  private static final int DOCUMENT_BYTES = 2_000;
  private static final int WARM_UPS = 3;

  private PushBenchmark() {}

  public static void main(String[] args) throws IOException {
    int repetitions = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    List<Library> libraries =
        args.length > 1
            ? Arrays.stream(args).skip(1).map(Library::valueOf).toList()
            : List.of(Library.values());
    try (Worker stub = Worker.start(StubPods.class, List.of("-Xmx512m"), List.of())) {
      String port = stub.read();
      List<Contestant> contestants = new ArrayList<>();
      try {
        for (Library library : libraries) {
          contestants.add(new Contestant(library, port));
        }
        for (int repetition = -WARM_UPS; repetition < repetitions; repetition++) {
          for (Contestant contestant : contestants) {
            contestant.run(repetition >= 0);
          }
        }
        print(contestants);
      } finally {
        contestants.forEach(Contestant::close);
      }
    }
  }

  private static void print(List<Contestant> contestants) throws IOException {
    System.out.printf(
        "%d pods, %d at once, document of %d bytes; requests/s, medians of %d%n%n",
        PODS, PARALLEL, DOCUMENT_BYTES, contestants.getFirst().cold.size());
    System.out.println("| | cold | warm | cold ÷ bare | warm ÷ bare | peak MB |");
    System.out.println("| --- | --- | --- | --- | --- | --- |");
    double bareCold = Medians.of(contestants.getFirst().cold);
    double bareWarm = Medians.of(contestants.getFirst().warm);
    for (Contestant contestant : contestants) {
      double cold = Medians.of(contestant.cold);
      double warm = Medians.of(contestant.warm);
      System.out.printf(
          "| %s | %.0f | %.0f | %.2f | %.2f | %d |%n",
          contestant.library.title,
          cold,
          warm,
          cold / bareCold,
          warm / bareWarm,
          Long.parseLong(contestant.worker.ask("memory")) / 1024);
    }
  }

  private static final class Contestant implements AutoCloseable {
    private final Library library;
    private final Worker worker;
    private final List<Double> cold = new ArrayList<>();
    private final List<Double> warm = new ArrayList<>();

    Contestant(Library library, String port) throws IOException {
      this.library = library;
      this.worker =
          Worker.start(
              PushRounds.class,
              List.of("-Xmx1g", "-XX:+ExitOnOutOfMemoryError"),
              List.of(
                  library.name(),
                  port,
                  Integer.toString(PODS),
                  Integer.toString(PARALLEL),
                  Integer.toString(DOCUMENT_BYTES)));
    }

    void run(boolean counts) throws IOException {
      double coldRate = rate("cold");
      double warmRate = Medians.of(List.of(rate("warm"), rate("warm"), rate("warm")));
      worker.ask("rest");
      System.out.printf(
          "%s%-40s cold %6.0f/s warm %6.0f/s%n",
          counts ? "" : "(warm-up) ", library.title, coldRate, warmRate);
      if (counts) {
        cold.add(coldRate);
        warm.add(warmRate);
      }
    }

    private double rate(String round) throws IOException {
      return PODS * 1e9 / Long.parseLong(worker.ask(round));
    }

    @Override
    public void close() {
      worker.close();
    }
  }
}
