package dev.freshet.operator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testbed.ControlPlane;
import dev.freshet.testbed.junit.ControlPlaneExtension;
import dev.freshet.testbed.junit.TestNamespace;
import dev.freshet.testbed.process.Command;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What people see who have nothing but kubectl. */
@ExtendWith(ControlPlaneExtension.class)
class KubectlIT {

  static List<Crd> crds() {
    return Crd.all().toList();
  }

  /** Those that show one object, not an edit. */
  static Stream<Attempt> files() {
    return Attempt.all().filter(file -> file.isToBeAccepted() && file.objects().size() == 1);
  }

  @BeforeAll
  static void install(ControlPlane controlPlane) {
    controlPlane.install(Crd.directory());
  }

  @Test
  void explainTeachesWhatACacheIs(ControlPlane controlPlane) {
    // When
    var text = explain(controlPlane, "cachepolicy.spec.caches");

    // Then
    assertThat(text)
        .contains(
            "family of keys with one lifetime",
            "keys\t<[]string>",
            "A placeholder matches one or more characters but the separator",
            "ttl\t<string>",
            "name\t<string> -required-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cpol.spec.keyspace.prefix | {tenant} and {epoch} are its only placeholders
          cfl.spec.runToken | The same token never runs twice
          cwm.spec.runOn | one pod fills Redis for all
          cfs.spec.schedule | as in a CronJob
          cbe.spec.guardrails | Every flush is checked against these
          """)
  void explainKnowsTheShortNames(String field, String lesson, ControlPlane controlPlane) {
    assertThat(explain(controlPlane, field)).contains(lesson);
  }

  @Test
  void oneWordListsAllKinds(ControlPlane controlPlane, TestNamespace namespace) {
    // Given
    Crd.all().forEach(crd -> applyExample(controlPlane, namespace, crd));

    // When
    var names = run(controlPlane, namespace, "get", "freshet", "-o", "name");

    // Then
    assertThat(names.lines())
        .containsExactlyInAnyOrder(
            "cachepolicy.freshet.dev/shop",
            "cacheflush.freshet.dev/post-deploy",
            "cachewarm.freshet.dev/before-opening",
            "cacheflushschedule.freshet.dev/nightly",
            "cachebackend.freshet.dev/redis-main");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CachePolicy | NAME READY APPLIED SERVING VERSION AGE | shop False 5/6 Enabled 2026.11.3 \\d+s
          CacheFlush | NAME POLICY PHASE REMOVED PODS DURATION AGE | post-deploy shop PartiallyFailed 18233 5/6 4.1s \\d+s
          CacheWarm | NAME POLICY PHASE ITEMS DURATION AGE | before-opening shop Running 40/400 4.1s \\d+s
          CacheFlushSchedule | NAME SCHEDULE TZ SUSPEND LAST NEXT AGE | nightly 0 3 \\* \\* \\* Europe/Berlin false \\S+ 2026-11-22T02:00:00Z \\d+s
          CacheBackend | NAME READY TOPOLOGY SERVER VERSION AGE | redis-main True Sentinel redis 7.2.5 \\d+s
          """)
  void getShowsHowItGoes(
      String kind, String head, String row, ControlPlane controlPlane, TestNamespace namespace) {
    // Given
    var crd = crds().stream().filter(c -> c.toString().equals(kind)).findFirst().orElseThrow();
    applyExample(controlPlane, namespace, crd);
    writeExampleStatus(controlPlane, namespace, crd);

    // When
    var lines =
        run(controlPlane, namespace, "get", crd.names().path("shortNames").path(0).asText())
            .lines()
            .map(line -> line.strip().replaceAll(" +", " "))
            .toList();

    // Then
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).isEqualTo(head);
    assertThat(lines.getLast()).matches(row);
  }

  @Test
  void wideShowsWhyAndWhatRuns(ControlPlane controlPlane, TestNamespace namespace) {
    // Given
    var crd = Crd.of(CachePolicy.class);
    applyExample(controlPlane, namespace, crd);
    writeExampleStatus(controlPlane, namespace, crd);

    // When
    var table = run(controlPlane, namespace, "get", "cpol", "-o", "wide");

    // Then
    assertThat(table)
        .contains("REASON", "REVISION", "BACKEND", "MESSAGE")
        .contains("Rejected", "sha256:5f0c1b7e", "redis-main", "1 of 6 pods refused the policy.");
  }

  @Test
  void waitEndsWhenTheConditionIsThere(ControlPlane controlPlane, TestNamespace namespace) {
    // Given
    var crd = Crd.of(CacheBackend.class);
    applyExample(controlPlane, namespace, crd);
    writeExampleStatus(controlPlane, namespace, crd);

    // When
    var waited = run(controlPlane, namespace, "wait", "--for=condition=Ready", "cbe/redis-main");

    // Then
    assertThat(waited).contains("condition met");
  }

  /** Else Argo CD would show a difference for ever, and each apply would count a generation. */
  @ParameterizedTest
  @MethodSource("files")
  void anUnchangedFileStaysUnchanged(
      Attempt file, ControlPlane controlPlane, TestNamespace namespace) {
    // Given
    run(controlPlane, namespace, "apply", "-f", file.file().toString());

    // When
    var again = run(controlPlane, namespace, "apply", "-f", file.file().toString());

    // Then
    assertThat(again.lines()).allMatch(line -> line.endsWith(" unchanged"));
  }

  @Test
  void aMistakeIsExplainedAtApply(ControlPlane controlPlane, TestNamespace namespace) {
    // Given
    var file =
        Attempt.directoryOf(Crd.of(CachePolicy.class))
            .resolve("invalid-prefix-missing-tenant.yaml");

    // When
    var refused = kubectl(controlPlane, namespace, "apply", "-f", file.toString());

    // Then
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .startsWith("The CachePolicy \"example\" is invalid: spec.keyspace.prefix: Invalid value: ")
        .contains("with tenancy Prefix the prefix must hold {tenant} once");
  }

  private static String explain(ControlPlane controlPlane, String field) {
    return controlPlane.kubectl("explain", field).orThrow().replaceAll("\\s*\\n +", " ");
  }

  private static void applyExample(ControlPlane controlPlane, TestNamespace namespace, Crd crd) {
    run(controlPlane, namespace, "create", "-f", Example.file(crd).toString());
  }

  private static void writeExampleStatus(
      ControlPlane controlPlane, TestNamespace namespace, Crd crd) {
    run(
        controlPlane,
        namespace,
        "patch",
        crd.names().path("singular").asText(),
        Example.of(crd).getMetadata().getName(),
        "--subresource=status",
        "--type=merge",
        "--patch",
        "{\"status\": " + Example.json(crd).get("status") + "}");
  }

  private static String run(ControlPlane controlPlane, TestNamespace namespace, String... line) {
    return kubectl(controlPlane, namespace, line).orThrow();
  }

  private static Command kubectl(
      ControlPlane controlPlane, TestNamespace namespace, String... line) {
    return controlPlane.kubectl(
        Stream.concat(Stream.of("--namespace=" + namespace), Stream.of(line))
            .toArray(String[]::new));
  }
}
