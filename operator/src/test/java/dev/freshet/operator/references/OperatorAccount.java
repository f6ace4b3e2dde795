package dev.freshet.operator.references;

import dev.freshet.testbed.ControlPlane;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;

/**
 * The operator as a cluster knows it: a ServiceAccount with a token of its own and no rights but
 * those that somebody gives it.
 */
public final class OperatorAccount {
  private static final String NAME = "freshet-operator";

  private final ControlPlane controlPlane;
  private final String namespace;
  private final String token;

  private OperatorAccount(ControlPlane controlPlane, String namespace, String token) {
    this.controlPlane = controlPlane;
    this.namespace = namespace;
    this.token = token;
  }

  /** A new account in this namespace. */
  public static OperatorAccount createIn(String namespace, ControlPlane controlPlane) {
    var accounts = controlPlane.client().serviceAccounts().inNamespace(namespace);
    var account =
        new ServiceAccountBuilder().withNewMetadata().withName(NAME).endMetadata().build();
    accounts.resource(account).create();
    var request =
        new TokenRequestBuilder()
            .withNewSpec()
            .withAudiences("https://kubernetes.default.svc")
            .withExpirationSeconds(3600L)
            .endSpec()
            .build();
    var token = accounts.withName(NAME).tokenRequest(request).getStatus().getToken();
    return new OperatorAccount(controlPlane, namespace, token);
  }

  /** As the API server's audit log calls it. */
  public String user() {
    return "system:serviceaccount:" + namespace + ":" + NAME;
  }

  /** A client with its token; whoever asks for it closes it. */
  public KubernetesClient client() {
    return client(controlPlane.apiServer().url());
  }

  /** The same, by another way to the API server. */
  public KubernetesClient client(String url) {
    var admin = controlPlane.client().getConfiguration();
    var config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(url)
            .withCaCertData(admin.getCaCertData())
            .withCaCertFile(admin.getCaCertFile())
            .withOauthToken(token)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** Lets it do this with objects of these names, or with all if none is named. */
  public void grant(String role, String resource, List<String> verbs, String... names) {
    grantIn("", role, resource, verbs, names);
  }

  /** The same for a resource of an API group. */
  public void grantIn(
      String group, String role, String resource, List<String> verbs, String... names) {
    controlPlane
        .client()
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(role)
                .endMetadata()
                .withRules(
                    new PolicyRuleBuilder()
                        .withApiGroups(group)
                        .withResources(resource)
                        .withVerbs(verbs)
                        .withResourceNames(names)
                        .build())
                .build())
        .create();
    bind(role);
  }

  /** Gives it a role that exists. */
  public void bind(String role) {
    controlPlane
        .client()
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(role)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", role)
                .addNewSubject(null, "ServiceAccount", NAME, namespace)
                .build())
        .create();
  }

  /** Takes that back. */
  public void revoke(String role) {
    controlPlane.client().rbac().roleBindings().inNamespace(namespace).withName(role).delete();
  }
}
