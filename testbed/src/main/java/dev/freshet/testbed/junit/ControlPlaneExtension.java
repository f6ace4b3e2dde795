package dev.freshet.testbed.junit;

import dev.freshet.testbed.ControlPlane;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a real API server: as {@link ControlPlane}, as {@link KubernetesClient} with all
 * rights, and a {@link TestNamespace} of their own.
 *
 * <p>The API server is started by the first test that wants it and shared by all of the JVM, so
 * tests keep to their namespace. There are no controllers: a test that needs them, or wants to
 * break something, starts a {@link ControlPlane} itself.
 */
public final class ControlPlaneExtension implements ParameterResolver {
  private static final Namespace STORE = Namespace.create(ControlPlaneExtension.class);
  private static final Set<Class<?>> RESOLVED =
      Set.of(ControlPlane.class, KubernetesClient.class, TestNamespace.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return RESOLVED.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    var controlPlane = controlPlane(context);
    if (type == ControlPlane.class) {
      return controlPlane;
    }
    if (type == KubernetesClient.class) {
      return controlPlane.client();
    }
    return namespace(context, controlPlane);
  }

  /** The store of the whole run: closed by JUnit after the last test. */
  private static ControlPlane controlPlane(ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, STORE)
        .computeIfAbsent(ControlPlane.class, _ -> ControlPlane.start(), ControlPlane.class);
  }

  /** One for each test, also when it is asked for twice, by the test and by its set-up. */
  private static TestNamespace namespace(ExtensionContext context, ControlPlane controlPlane) {
    return context
        .getStore(STORE)
        .computeIfAbsent(
            TestNamespace.class, _ -> createNamespace(controlPlane), TestNamespace.class);
  }

  private static TestNamespace createNamespace(ControlPlane controlPlane) {
    var name = "test-" + UUID.randomUUID().toString().substring(0, 13);
    controlPlane
        .client()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return new TestNamespace(name);
  }
}
