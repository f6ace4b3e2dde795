package dev.freshet.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.operator.RunningOperator;
import dev.freshet.operator.api.v1alpha1.CachePolicyStatus;
import dev.freshet.operator.api.v1alpha1.CachePolicyStatus.LaggingPod;
import dev.freshet.operator.status.ConditionType;
import dev.freshet.testbed.ControlPlane;
import dev.freshet.testbed.SecretConsent;
import dev.freshet.testbed.TestCertificates;
import dev.freshet.testbed.junit.ControlPlaneExtension;
import dev.freshet.testbed.junit.TestNamespace;
import dev.freshet.testbed.pod.FleetOfPods;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whom the operator trusts, and who trusts the operator. */
@ExtendWith(ControlPlaneExtension.class)
class PolicyTrustIT {
  private static final String OPERATOR = "freshet-operator";
  private PolicyTrial trial;

  @BeforeEach
  void raise(ControlPlane controlPlane, TestNamespace namespace) {
    trial = new PolicyTrial(controlPlane, namespace);
  }

  @AfterEach
  void strike() {
    trial.close();
  }

  @Test
  void aSecretIsReadWithItsOwnersConsentOnlyAndNeverShown() {
    // Given
    trial.stopOperator();
    trial.fleet.add("web", 1);
    grantEverythingButSecrets();
    try (var somebody = trial.controlPlane.clientFor(OPERATOR);
        var operator =
            RunningOperator.as(somebody.getConfiguration(), trial.namespace, trial.controlPlane)) {
      assertThat(operator.managementPort()).isPositive();
      trial.apply(trial.policy("shop", "10m", ""));
      var denied =
          trial.awaitStatus(
              "shop",
              now ->
                  assertThat(PolicyTrial.condition(now, ConditionType.ACCEPTED).getReason())
                      .isEqualTo("SecretAccessDenied"));
      assertThat(PolicyTrial.condition(denied, ConditionType.ACCEPTED).getMessage())
          .contains(PolicyTrial.SECRET);
      assertThat(everythingThatUsersSee()).contains("kubectl", "create role", "rolebinding");

      // When
      SecretConsent.grant(trial.client, trial.namespace, PolicyTrial.SECRET, OPERATOR);

      // Then
      trial.awaitReady("shop");
      assertThat(everythingThatUsersSee()).doesNotContain(secretPart());
    }
  }

  @Test
  void httpsPodsProveWhoTheyAre() {
    // Given
    var authority = TestCertificates.newAuthority("shop");
    try (var fleet =
        FleetOfPods.labelled(trial.client, trial.namespace, "secure")
            .overTls(authority.server("web.shop.internal").serverContext())) {
      fleet.publishKey("secure-key", "signingKey");
      fleet.add("secure", 2);
      authority("ca", authority.authorityPem());

      // When
      trial.apply(https("shop", "web.shop.internal"));

      // Then
      assertThat(trial.awaitReady("shop").applied()).isEqualTo("2/2");
    }
  }

  @Test
  void podsWithACertificateOfAnotherAuthorityOrForAnotherNameGetNothing() {
    // Given
    var authority = TestCertificates.newAuthority("shop");
    try (var fleet =
        FleetOfPods.labelled(trial.client, trial.namespace, "secure")
            .overTls(authority.server("web.shop.internal").serverContext())) {
      fleet.publishKey("secure-key", "signingKey");
      var pod = fleet.add("secure");
      authority("ca", TestCertificates.newAuthority("other").authorityPem());

      // When
      trial.apply(https("shop", "web.shop.internal"));

      // Then
      trial.awaitStatus("shop", PolicyTrustIT::assertTlsFailed);
      assertThat(pod.calls()).isEmpty();
      authority("ca", authority.authorityPem());
      trial.awaitReady("shop");
      trial.apply(https("shop", "other.shop.internal"));
      trial.awaitStatus("shop", PolicyTrustIT::assertTlsFailed);
    }
  }

  @Test
  void certificatesThatAreNotThereAreNamed() {
    trial.fleet.publishKey("secure-key", "signingKey");

    trial.apply(https("shop", "web.shop.internal"));

    trial.awaitStatus(
        "shop",
        now ->
            assertThat(PolicyTrial.condition(now, ConditionType.ACCEPTED).getReason())
                .isEqualTo("ConfigMapNotFound"));
  }

  @Test
  void aPodThatHasIpv6OnlyIsReached() {
    var pod = trial.fleet.addWithAddresses("six", "::1");

    trial.apply(trial.policy("shop", "10m", ""));

    var status = trial.awaitReady("shop");
    assertThat(pod.revision()).hasValue(status.revision());
  }

  private static void assertTlsFailed(CachePolicyStatus status) {
    assertThat(status.pods()).singleElement().returns("TlsFailed", LaggingPod::code);
  }

  private String https(String name, String serverName) {
    return trial
        .policy(name, "10m", "")
        .replace("app: shop-web", "app: secure")
        .replace(
            "authSecretRef: {name: shop-freshet}",
            """
            authSecretRef: {name: secure-key}
                  scheme: HTTPS
                  tls: {serverName: %s, caConfigMapRef: {name: ca}}"""
                .formatted(serverName));
  }

  private void authority(String name, String pem) {
    trial
        .client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(trial.namespace)
                .withName(name)
                .endMetadata()
                .withData(Map.of("ca.crt", pem))
                .build())
        .serverSideApply();
  }

  private void grantEverythingButSecrets() {
    var role = "operator";
    trial
        .client
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withNamespace(trial.namespace)
                .withName(role)
                .endMetadata()
                .withRules(
                    rule("freshet.dev", List.of("*"), "*"),
                    rule("", List.of("get", "list", "watch"), "pods"),
                    rule("", List.of("get", "list", "watch", "create", "update"), "configmaps"),
                    rule("", List.of("create", "patch"), "events"))
                .build())
        .create();
    trial
        .client
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withNamespace(trial.namespace)
                .withName(role)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", role)
                .addNewSubject("rbac.authorization.k8s.io", "User", OPERATOR, null)
                .build())
        .create();
  }

  private static PolicyRule rule(String group, List<String> verbs, String resource) {
    return new PolicyRuleBuilder()
        .withApiGroups(group)
        .withResources(resource)
        .withVerbs(verbs)
        .build();
  }

  private String everythingThatUsersSee() {
    var events =
        await()
            .until(
                () -> trial.client.v1().events().inNamespace(trial.namespace).list().getItems(),
                items -> !items.isEmpty());
    return events.stream().map(Object::toString).collect(Collectors.joining())
        + trial.get("shop")
        + trial.client.configMaps().inNamespace(trial.namespace).list();
  }

  private String secretPart() {
    return trial.fleet.key().text().substring("whsec_".length());
  }
}
