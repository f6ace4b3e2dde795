package dev.freshet.testbed.pod;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.concurrent.CompletionStage;

/** Runs what is in a pod. */
@FunctionalInterface
public interface PodRuntime {

  /** Starts the pod's process. */
  RunningPod start(Pod pod);

  /** A pod's process. */
  interface RunningPod extends AutoCloseable {
    /** Completed when the process has ended by itself. */
    CompletionStage<?> ended();

    /** Ends it. */
    @Override
    void close();
  }
}
