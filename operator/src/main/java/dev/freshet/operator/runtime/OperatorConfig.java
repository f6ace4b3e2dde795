package dev.freshet.operator.runtime;

import static dev.freshet.operator.runtime.Setting.FRESHET_ALLOW_LOOPBACK;
import static dev.freshet.operator.runtime.Setting.FRESHET_LEADER_ELECTION;
import static dev.freshet.operator.runtime.Setting.FRESHET_LOG_FORMAT;
import static dev.freshet.operator.runtime.Setting.FRESHET_LOG_LEVEL;
import static dev.freshet.operator.runtime.Setting.FRESHET_MANAGEMENT_PORT;
import static dev.freshet.operator.runtime.Setting.FRESHET_NAMESPACE;
import static dev.freshet.operator.runtime.Setting.FRESHET_POD_SELECTOR;
import static dev.freshet.operator.runtime.Setting.FRESHET_WATCH_NAMESPACES;
import static dev.freshet.operator.runtime.Setting.KUBECONFIG;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The settings of the process, read once. A wrong value stops the process with its name: a guess
 * instead would be found out at night.
 *
 * @param watchNamespaces empty for all
 * @param podSelector empty for none
 */
public record OperatorConfig(
    String namespace,
    Set<String> watchNamespaces,
    String podSelector,
    boolean allowLoopback,
    int managementPort,
    boolean leaderElection,
    String logFormat,
    String logLevel) {

  private static final Path OWN_NAMESPACE =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace");
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final String LABEL_KEY = "[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?";
  private static final String LABEL_VALUE = "([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?";
  private static final String REQUIREMENT =
      "(!?%1$s|%1$s *(=|==|!=) *%2$s|%1$s +(in|notin) +\\( *%2$s( *, *%2$s)* *\\))"
          .formatted(LABEL_KEY, LABEL_VALUE);
  private static final Pattern SELECTOR =
      Pattern.compile(" *%1$s *(, *%1$s *)*".formatted(REQUIREMENT));

  public OperatorConfig {
    watchNamespaces = Set.copyOf(watchNamespaces);
  }

  /** Reads the environment of the process. */
  public static OperatorConfig fromEnvironment() {
    return from(System.getenv(), OWN_NAMESPACE);
  }

  static OperatorConfig from(Map<String, String> environment, Path ownNamespace) {
    var values = new Values(environment);
    values.find(KUBECONFIG).ifPresent(OperatorConfig::requireReadable);
    return new OperatorConfig(
        namespace(values, ownNamespace),
        namespaces(values),
        podSelector(values),
        values.flag(FRESHET_ALLOW_LOOPBACK, false),
        port(values),
        values.flag(FRESHET_LEADER_ELECTION, true),
        values.oneOf(FRESHET_LOG_FORMAT, List.of("json", "text")),
        values.oneOf(FRESHET_LOG_LEVEL, List.of("info", "debug", "warn", "error")));
  }

  private static void requireReadable(String files) {
    if (Arrays.stream(files.split(File.pathSeparator))
        .noneMatch(file -> Files.isReadable(Path.of(file)))) {
      throw new InvalidSetting(KUBECONFIG, files, "a file that exists and can be read");
    }
  }

  private static String namespace(Values values, Path ownNamespace) {
    var namespace =
        values
            .find(FRESHET_NAMESPACE)
            .or(() -> content(ownNamespace))
            .orElseThrow(
                () ->
                    new InvalidSetting(
                        FRESHET_NAMESPACE, "", "the operator's namespace, as it runs in no pod"));
    return requireNamespace(FRESHET_NAMESPACE, namespace);
  }

  private static Optional<String> content(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Set<String> namespaces(Values values) {
    var names = new TreeSet<String>();
    for (var part : values.find(FRESHET_WATCH_NAMESPACES).orElse("").split(",", -1)) {
      if (!part.isBlank()) {
        names.add(requireNamespace(FRESHET_WATCH_NAMESPACES, part.strip()));
      }
    }
    return names;
  }

  private static String requireNamespace(Setting setting, String name) {
    if (!NAMESPACE.matcher(name).matches()) {
      throw new InvalidSetting(setting, name, "a namespace: lower-case letters, digits and '-'");
    }
    return name;
  }

  private static String podSelector(Values values) {
    var selector = values.find(FRESHET_POD_SELECTOR).orElse("");
    if (!selector.isEmpty() && !SELECTOR.matcher(selector).matches()) {
      throw new InvalidSetting(
          FRESHET_POD_SELECTOR, selector, "a label selector such as \"team=shop,tier in (web)\"");
    }
    return selector;
  }

  private static int port(Values values) {
    var text = values.find(FRESHET_MANAGEMENT_PORT).orElse("8080");
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
      throw new InvalidSetting(FRESHET_MANAGEMENT_PORT, text, "a port from 0 to 65535");
    }
    return Integer.parseInt(text);
  }

  /**
   * The environment; a variable that is set to nothing counts as unset, as in a chart's template.
   */
  private record Values(Map<String, String> environment) {
    Optional<String> find(Setting setting) {
      return Optional.ofNullable(environment.get(setting.name())).filter(text -> !text.isBlank());
    }

    /** One of these words; the first where the variable is unset. */
    String oneOf(Setting setting, List<String> words) {
      var word = find(setting).orElse(words.getFirst());
      if (!words.contains(word)) {
        throw new InvalidSetting(setting, word, String.join(" or ", words));
      }
      return word;
    }

    boolean flag(Setting setting, boolean fallback) {
      return switch (find(setting).orElse(String.valueOf(fallback))) {
        case "true" -> true;
        case "false" -> false;
        case String other -> throw new InvalidSetting(setting, other, "true or false");
      };
    }
  }
}
