package dev.freshet.testbed.pod;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A runtime whose processes are scripted pods in this JVM. */
public final class ScriptedPods implements PodRuntime {
  private final PodKey key;
  private final Behaviour onConfig;
  private final Map<String, ScriptedPod> running = new ConcurrentHashMap<>();

  public ScriptedPods(PodKey key) {
    this(key, Behaviour.honest());
  }

  /** Each pod begins with this behaviour. */
  public ScriptedPods(PodKey key, Behaviour onConfig) {
    this.key = key;
    this.onConfig = onConfig;
  }

  /** The pods that run now. */
  public List<ScriptedPod> all() {
    return List.copyOf(running.values());
  }

  @Override
  public RunningPod start(Pod pod) {
    var metadata = pod.getMetadata();
    var scripted =
        ScriptedPod.start(
            new PodIdentity(
                metadata.getName(),
                metadata.getUid(),
                pod.getStatus().getPodIP(),
                pod.getSpec().getContainers().getFirst().getPorts().getFirst().getContainerPort(),
                FleetOfPods.PATH,
                List.of(key),
                Optional.empty()));
    scripted.onConfig(onConfig);
    running.put(metadata.getUid(), scripted);
    return new Running(metadata.getUid(), new CompletableFuture<>());
  }

  /** Nothing here dies by itself. */
  private final class Running implements RunningPod {
    private final String uid;
    private final CompletableFuture<Void> ended;

    private Running(String uid, CompletableFuture<Void> ended) {
      this.uid = uid;
      this.ended = ended;
    }

    @Override
    public CompletableFuture<Void> ended() {
      return ended;
    }

    @Override
    public void close() {
      Optional.ofNullable(running.remove(uid)).ifPresent(ScriptedPod::close);
    }
  }
}
