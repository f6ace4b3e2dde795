package dev.freshet.operator.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operator.api.v1alpha1.CachePolicy;
import dev.freshet.operator.endpoint.PolicyStamp;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishedDocumentTest {
  private static final Document DOCUMENT = Document.of("{\"schema\":1}".getBytes(UTF_8));
  private static final PolicyStamp STAMP =
      new PolicyStamp("shop", "shop", "uid-1", "2026-11-21T06:00:00Z", 7);

  @Test
  void whatIsWrittenIsReadAgain() {
    var read = PublishedDocument.read(written(), policy("uid-1"));

    assertThat(read)
        .isInstanceOfSatisfying(
            PublishedDocument.Ours.class,
            ours -> {
              assertThat(ours.stamp()).isEqualTo(STAMP);
              assertThat(ours.document()).contains(DOCUMENT);
              assertThat(ours.holds(DOCUMENT)).isTrue();
            });
  }

  @Test
  void whatSomebodyChangedIsNoDocument() {
    var changed = new ConfigMapBuilder(written()).addToData("document.json", "{}").build();

    assertThat(PublishedDocument.read(changed, policy("uid-1")))
        .isInstanceOfSatisfying(
            PublishedDocument.Ours.class,
            ours -> {
              assertThat(ours.document()).isEqualTo(Optional.empty());
              assertThat(ours.holds(DOCUMENT)).isFalse();
            });
  }

  @Test
  void whatHasLostItsDataIsStillOurs() {
    var emptied = new ConfigMapBuilder(written()).withData(null).build();

    assertThat(PublishedDocument.read(emptied, policy("uid-1")))
        .isInstanceOfSatisfying(
            PublishedDocument.Ours.class, ours -> assertThat(ours.holds(DOCUMENT)).isFalse());
  }

  @Test
  void aConfigMapOfAnotherOwnerOrOfNoneIsForeign() {
    var ofNone =
        new ConfigMapBuilder(written()).editMetadata().withOwnerReferences().endMetadata().build();
    var withoutLabel =
        new ConfigMapBuilder(written()).editMetadata().withLabels(null).endMetadata().build();

    assertThat(PublishedDocument.read(ofNone, policy("uid-1")))
        .isEqualTo(new PublishedDocument.Foreign("shop-freshet"));
    assertThat(PublishedDocument.read(withoutLabel, policy("uid-1")))
        .isEqualTo(new PublishedDocument.Foreign("shop-freshet"));
  }

  @Test
  void aPolicyThatWasCreatedAgainTakesOverWhatItsForerunnerLeft() {
    assertThat(PublishedDocument.read(written(), policy("uid-2")))
        .isInstanceOf(PublishedDocument.Ours.class);
  }

  private static ConfigMap written() {
    return new ConfigMapBuilder(PublishedDocument.write(policy("uid-1"), STAMP, DOCUMENT))
        .editMetadata()
        .withResourceVersion("1")
        .endMetadata()
        .build();
  }

  private static CachePolicy policy(String uid) {
    var policy = new CachePolicy();
    policy.setMetadata(
        new ObjectMetaBuilder().withNamespace("shop").withName("shop").withUid(uid).build());
    return policy;
  }
}
