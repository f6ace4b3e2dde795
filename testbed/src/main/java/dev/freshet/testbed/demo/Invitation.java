package dev.freshet.testbed.demo;

import dev.freshet.testbed.ControlPlane;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** What to type next. */
record Invitation(ControlPlane controlPlane) {

  String text() {
    return """

        In another terminal:

          export KUBECONFIG=%s%s

          kubectl get freshet -A                                  what there is
          kubectl explain cpol.spec.caches                        what it means
          kubectl -n shop edit cpol shop                          change a ttl and watch this screen
          kubectl -n shop scale deployment shop-web --replicas=5  new pods get it, too
          pkill -f PodMain                                        kill the pods' processes: they come back and get it again
          kubectl -n shop set env deployment shop-web FRESHET_ANSWER=reject
                                                                  pods that refuse whatever they are sent
        """
        .formatted(controlPlane.kubeconfig(), kubectl());
  }

  /** The one that was built with the control plane, for who has none. */
  private String kubectl() {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    var installed =
        Arrays.stream(path.split(File.pathSeparator, -1))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
    return installed ? "" : "\n  alias kubectl=" + controlPlane.kubectlPath();
  }
}
