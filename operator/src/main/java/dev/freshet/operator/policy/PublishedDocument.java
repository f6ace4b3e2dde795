package dev.freshet.operator.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.operator.api.v1alpha1.CachePolicy;
import dev.freshet.operator.endpoint.PolicyStamp;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The copy of the document in the ConfigMap {@code <policy>-freshet}: for pods that have no HTTP
 * server, for pods that boot while the operator is away, and for the operator itself as the last
 * good document while the spec holds none.
 */
sealed interface PublishedDocument {
  /** What all ConfigMaps of ours have; the informer asks for no others. */
  String LABEL = "app.kubernetes.io/managed-by";

  String LABEL_VALUE = "freshet-operator";

  String DOCUMENT = "document.json";
  String META = "meta.json";

  /** There is none. */
  record Absent() implements PublishedDocument {}

  /** Somebody else's ConfigMap has the name: it is never touched. */
  record Foreign(String name) implements PublishedDocument {}

  /** Ours, with these bytes, or what somebody made of them. */
  record Ours(String revision, PolicyStamp stamp, String content, String resourceVersion)
      implements PublishedDocument {

    /** The document, unless somebody changed it. */
    Optional<Document> document() {
      return Optional.of(Document.of(content.getBytes(UTF_8)))
          .filter(document -> document.revision().equals(revision));
    }

    boolean holds(Document wanted) {
      return document().filter(wanted::equals).isPresent();
    }
  }

  static String nameFor(CachePolicy policy) {
    return policy.getMetadata().getName() + "-freshet";
  }

  /** What stands in a ConfigMap of that name. */
  static PublishedDocument read(ConfigMap configMap, CachePolicy policy) {
    var metadata = configMap.getMetadata();
    var labels = Objects.requireNonNullElse(metadata.getLabels(), Map.of());
    if (!LABEL_VALUE.equals(labels.get(LABEL))
        || metadata.getOwnerReferences().stream().noneMatch(owner -> isPolicy(owner, policy))) {
      return new Foreign(metadata.getName());
    }
    var data = Objects.requireNonNullElse(configMap.getData(), Map.<String, String>of());
    var meta = meta(data.getOrDefault(META, "{}"));
    return new Ours(
        meta.revision(),
        new PolicyStamp(
            metadata.getNamespace(),
            policy.getMetadata().getName(),
            meta.policyUid(),
            meta.creationTimestamp(),
            meta.generation()),
        data.getOrDefault(DOCUMENT, ""),
        metadata.getResourceVersion());
  }

  /** The ConfigMap that holds this document. */
  static ConfigMap write(CachePolicy policy, PolicyStamp stamp, Document document) {
    var meta =
        new Meta(document.revision(), stamp.uid(), stamp.creationTimestamp(), stamp.generation());
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(policy.getMetadata().getNamespace())
        .withName(nameFor(policy))
        .addToLabels(LABEL, LABEL_VALUE)
        .addNewOwnerReference()
        .withApiVersion(policy.getApiVersion())
        .withKind(policy.getKind())
        .withName(policy.getMetadata().getName())
        .withUid(policy.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(false)
        .endOwnerReference()
        .endMetadata()
        .addToData(DOCUMENT, new String(document.bytes(), UTF_8))
        .addToData(META, Serialization.asJson(meta))
        .build();
  }

  // By name and not by uid: the garbage collector may be slow to remove what belonged to a policy
  // that was deleted and created again, and the new one would wait for it.
  private static boolean isPolicy(OwnerReference owner, CachePolicy policy) {
    return owner.getKind().equals(policy.getKind())
        && owner.getApiVersion().startsWith("freshet.dev/")
        && owner.getName().equals(policy.getMetadata().getName());
  }

  private static Meta meta(String json) {
    try {
      return Serialization.unmarshal(json, Meta.class);
    } catch (RuntimeException e) {
      return new Meta("", "", "", 0);
    }
  }

  /** What a pod needs beside the document to know how old it is. */
  record Meta(String revision, String policyUid, String creationTimestamp, long generation) {
    public Meta {
      revision = Objects.requireNonNullElse(revision, "");
      policyUid = Objects.requireNonNullElse(policyUid, "");
      creationTimestamp = Objects.requireNonNullElse(creationTimestamp, "");
    }
  }
}
