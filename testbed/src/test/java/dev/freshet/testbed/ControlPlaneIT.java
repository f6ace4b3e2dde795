package dev.freshet.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testbed.junit.ControlPlaneExtension;
import dev.freshet.testbed.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ControlPlaneExtension.class)
class ControlPlaneIT {

  @Test
  void theAuditLogHasEveryRequestAndSaysWhoMadeIt(
      ControlPlane controlPlane, KubernetesClient client, TestNamespace namespace) {
    // Given
    var mark = controlPlane.audit().mark();

    // When
    client
        .resource(new ConfigMapBuilder().withNewMetadata().withName("some").endMetadata().build())
        .inNamespace(namespace.name())
        .create();
    client.configMaps().inNamespace(namespace.name()).withName("some").get();

    // Then
    assertThat(controlPlane.audit().since(mark))
        .filteredOn(request -> request.namespace().equals(namespace.name()))
        .extracting(
            AuditedRequest::user,
            AuditedRequest::verb,
            AuditedRequest::resource,
            AuditedRequest::isWrite)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("testbed-admin", "create", "configmaps", true),
            org.assertj.core.api.Assertions.tuple("testbed-admin", "get", "configmaps", false));
  }

  @Test
  void kubectlTalksToItAndToNothingElse(ControlPlane controlPlane, TestNamespace namespace) {
    // When
    var namespaces = controlPlane.kubectl("get", "namespaces", "-o", "name").orThrow();

    // Then
    assertThat(namespaces.lines()).contains("namespace/" + namespace.name());
  }
}
