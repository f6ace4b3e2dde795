package dev.freshet.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some pods of the policy's namespace, and how they are reached.
 *
 * <p>{@code port} and {@code authSecretRef} are there for {@link Delivery#PUSH} and only then;
 * {@code tls} is there for {@link Scheme#HTTPS} and only then.
 */
@ApiRecord
public record Target(
    String name,
    LabelSelector selector,
    Delivery via,
    @Nullable IntOrString port,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Unwritten.Path.class)
        String path,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Unwritten.Http.class)
        Scheme scheme,
    @Nullable Tls tls,
    @Nullable SigningKeyRef authSecretRef,
    String timeout,
    List<Capability> capabilities) {
  static final String DEFAULT_PATH = "/freshet";

  public Target {
    via = requireNonNullElse(via, Delivery.PUSH);
    path = requireNonNullElse(path, DEFAULT_PATH);
    scheme = requireNonNullElse(scheme, Scheme.HTTP);
    timeout = requireNonNullElse(timeout, "3s");
    capabilities =
        List.copyOf(
            requireNonNullElse(
                capabilities, List.of(Capability.CONFIG, Capability.LOCAL, Capability.WARM)));
  }

  /** Whom to trust, and by which name: pod addresses are not in certificates. */
  @ApiRecord
  public record Tls(String serverName, CaConfigMapRef caConfigMapRef) {}
}
