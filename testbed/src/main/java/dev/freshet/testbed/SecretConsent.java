package dev.freshet.testbed;

import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** What the owner of a Secret writes so that the operator may read this one and no other. */
public final class SecretConsent {
  private SecretConsent() {}

  /** A Role for the Secret, bound to the user. */
  public static void grant(KubernetesClient client, String namespace, String secret, String user) {
    var name = "freshet-reads-" + secret;
    client
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .addNewRule()
                .withApiGroups("")
                .withResources("secrets")
                .withResourceNames(secret)
                .withVerbs("get", "list", "watch")
                .endRule()
                .build())
        .serverSideApply();
    client
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", name)
                .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                .build())
        .serverSideApply();
  }

  /** Takes the consent back. */
  public static void revoke(KubernetesClient client, String namespace, String secret) {
    var name = "freshet-reads-" + secret;
    client.rbac().roleBindings().inNamespace(namespace).withName(name).delete();
    client.rbac().roles().inNamespace(namespace).withName(name).delete();
  }
}
