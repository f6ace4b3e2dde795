package dev.freshet.testbed.pod;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A scripted pod as a process of its own, which can be stopped and killed like an app. It is told
 * who it is as an app is, by its environment; {@code FRESHET_ANSWER} makes it answer badly, {@code
 * FRESHET_ANSWER_DELAY} late.
 */
public final class PodMain {
  private PodMain() {}

  public static void main(String[] args) throws InterruptedException {
    var environment = System.getenv();
    var name = args[0];
    var key = environment.get("FRESHET_SIGNING_KEY");
    var pod =
        ScriptedPod.start(
            new PodIdentity(
                name,
                required(environment, "FRESHET_POD_UID"),
                required(environment, "FRESHET_POD_IP"),
                Integer.parseInt(required(environment, "FRESHET_PORT")),
                FleetOfPods.PATH,
                key == null ? List.of() : List.of(new PodKey(key)),
                Optional.empty()));
    pod.onEveryCall(behaviour(environment.getOrDefault("FRESHET_ANSWER", "honest")));
    Optional.ofNullable(environment.get("FRESHET_ANSWER_DELAY"))
        .map(Duration::parse)
        .ifPresent(pod::delayConfig);
    System.out.println(pod + " listens");
    new CountDownLatch(1).await();
  }

  private static Behaviour behaviour(String name) {
    return switch (name) {
      case "honest" -> Behaviour.honest();
      case "reject" -> Behaviour.rejects("Unwilling", "", "this pod was told to refuse everything");
      case "hang" -> Behaviour.hangs();
      case "error" -> Behaviour.status(500);
      default ->
          throw new IllegalArgumentException(
              "FRESHET_ANSWER is honest, reject, hang or error, not " + name);
    };
  }

  private static String required(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
  }
}
