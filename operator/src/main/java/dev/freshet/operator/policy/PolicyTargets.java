package dev.freshet.operator.policy;

import static java.util.Comparator.comparing;

import dev.freshet.operator.api.v1alpha1.Delivery;
import dev.freshet.operator.api.v1alpha1.Durations;
import dev.freshet.operator.api.v1alpha1.Target;
import dev.freshet.operator.endpoint.AddressRules;
import dev.freshet.operator.endpoint.PodAddress;
import dev.freshet.operator.endpoint.TlsTrust;
import dev.freshet.operator.endpoint.UnreachableCode;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which pods the targets of a policy select.
 *
 * @param pushed in the order of target and name
 * @param viaConfigMap how many pods read the document from the mounted ConfigMap
 * @param twice a pod that two targets reach at the same port and path
 */
record PolicyTargets(List<TargetedPod> pushed, int viaConfigMap, Optional<Twice> twice) {
  static final String PORT_NOT_FOUND = "PortNotFound";
  static final String NO_ADDRESS = "NoAddress";

  /** Two targets of one policy that reach the same process: it would get each document twice. */
  record Twice(String first, String second, String pod) {}

  /** Where a pod listens: what no two targets, and no two policies, may share. */
  record Listener(String podUid, int port, String path) {}

  static PolicyTargets none() {
    return new PolicyTargets(List.of(), 0, Optional.empty());
  }

  /**
   * @param trusts by target, for those that speak HTTPS
   */
  static PolicyTargets of(
      List<Target> targets, List<AppPod> pods, Map<String, TlsTrust> trusts, AddressRules rules) {
    var pushed = new ArrayList<TargetedPod>();
    var viaConfigMap = 0;
    for (var target : targets) {
      for (var pod : pods) {
        if (pod.counts() && PodSelector.matches(target.selector(), pod.labels())) {
          if (target.via() == Delivery.PUSH) {
            pushed.add(targeted(target, pod, trusts, rules));
          } else {
            viaConfigMap++;
          }
        }
      }
    }
    pushed.sort(
        comparing(TargetedPod::target)
            .thenComparing(TargetedPod::name)
            .thenComparing(TargetedPod::incarnation));
    return new PolicyTargets(List.copyOf(pushed), viaConfigMap, twice(pushed));
  }

  /** Where the pods listen that can be called. */
  List<Listener> listeners() {
    return pushed.stream().map(PolicyTargets::listener).flatMap(Optional::stream).toList();
  }

  static Optional<Listener> listener(TargetedPod pod) {
    return pod.reach() instanceof TargetedPod.Reach.At(PodAddress address)
        ? Optional.of(new Listener(address.podUid(), address.port(), address.path()))
        : Optional.empty();
  }

  private static TargetedPod targeted(
      Target target, AppPod pod, Map<String, TlsTrust> trusts, AddressRules rules) {
    return new TargetedPod(
        target.name(), pod.name(), pod.incarnation(), reach(target, pod, trusts, rules));
  }

  private static TargetedPod.Reach reach(
      Target target, AppPod pod, Map<String, TlsTrust> trusts, AddressRules rules) {
    var wanted = Objects.requireNonNullElseGet(target.port(), () -> new IntOrString(0));
    var port = pod.port(wanted);
    if (port.isEmpty()) {
      return new TargetedPod.Reach.Nowhere(
          PORT_NOT_FOUND,
          "no container has a port named \"%s\"; name one or use its number"
              .formatted(wanted.getStrVal()));
    }
    if (pod.ip().isEmpty()) {
      return new TargetedPod.Reach.Nowhere(NO_ADDRESS, "the pod has no IP address yet");
    }
    var address =
        new PodAddress(
            pod.uid(),
            pod.ip(),
            pod.hostNetwork(),
            port.getAsInt(),
            target.path(),
            trusts.get(target.name()),
            Durations.parse(target.timeout()));
    return rules
        .refusal(address)
        .<TargetedPod.Reach>map(
            why -> new TargetedPod.Reach.Nowhere(UnreachableCode.ADDRESS_NOT_ALLOWED, why))
        .orElseGet(() -> new TargetedPod.Reach.At(address));
  }

  private static Optional<Twice> twice(List<TargetedPod> pods) {
    var seen = new HashMap<Listener, TargetedPod>();
    for (var pod : pods) {
      var listener = listener(pod);
      var before = listener.isEmpty() ? null : seen.putIfAbsent(listener.get(), pod);
      if (before != null) {
        return Optional.of(new Twice(before.target(), pod.target(), pod.name()));
      }
    }
    return Optional.empty();
  }
}
