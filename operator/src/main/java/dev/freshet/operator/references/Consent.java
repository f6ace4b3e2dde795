package dev.freshet.operator.references;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.operator.status.BoundedText;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the owner of a Secret lets the operator read it: a Role for that one name, bound to the
 * operator's own user.
 */
final class Consent {
  private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

  private final Supplier<Optional<String>> operator;

  /** The operator's user, where it can be told. */
  Consent(Supplier<Optional<String>> operator) {
    this.operator = operator;
  }

  Lookup.AccessDenied missing(Reference reference) {
    var subject = operator.get().map(Consent::subject).orElse("--serviceaccount=NAMESPACE:NAME");
    var command = command(reference, subject);
    var message = "To let the operator read it: " + command;
    return new Lookup.AccessDenied(
        fits(message) ? message : shortened(reference, subject), command);
  }

  private static String command(Reference reference, String subject) {
    var role =
        switch (reference.kind()) {
          case SECRET -> "freshet-" + reference.name();
          case CONFIG_MAP -> "freshet-cm-" + reference.name();
        };
    var kubectl = "kubectl -n " + reference.namespace() + " create ";
    return (kubectl + "role " + role + " --verb=get,list,watch")
        + (" --resource=" + reference.kind().plural() + " --resource-name=" + reference.name())
        + (" && " + kubectl + "rolebinding " + role + " --role=" + role + " " + subject);
  }

  private static String subject(String user) {
    return user.startsWith(SERVICE_ACCOUNT)
        ? "--serviceaccount=" + user.substring(SERVICE_ACCOUNT.length())
        : "--user='" + user.replace("'", "'\\''") + "'";
  }

  /** For names so long that a command would be cut: half a command is worse than none. */
  private static String shortened(Reference reference, String subject) {
    return "The operator may not read this "
        + reference.kind().text()
        + ": in this namespace, create a Role with get,list,watch on it (--resource-name) and a"
        + " RoleBinding with "
        + subject
        + ". The event SecretAccessDenied has the whole command.";
  }

  private static boolean fits(String message) {
    return message.getBytes(UTF_8).length <= BoundedText.CONDITION_MESSAGE;
  }
}
