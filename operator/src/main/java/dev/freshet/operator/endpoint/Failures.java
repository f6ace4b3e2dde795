package dev.freshet.operator.endpoint;

import dev.freshet.operator.endpoint.CallFailure.Unreachable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

/**
 * What an exception of a call means. Only its kind is looked at: its text may hold what the pod
 * sent.
 */
final class Failures {
  private Failures() {}

  static Unreachable of(IOException e) {
    return switch (e) {
      case PodConnector.HandshakeFailed tls ->
          new Unreachable(UnreachableCode.TLS_FAILED, tlsMessage(tls));
      case Exchange.TooLarge _ ->
          new Unreachable(UnreachableCode.ANSWER_TOO_LARGE, "the pod's answer is over 64 KiB");
      case MessageConstraintException _ ->
          new Unreachable(
              UnreachableCode.ANSWER_TOO_LARGE, "the headers of the answer have no end");
      case ConnectException _ ->
          new Unreachable(UnreachableCode.CONNECTION_REFUSED, "nothing listens on the port");
      case NoRouteToHostException _ ->
          new Unreachable(UnreachableCode.NO_ROUTE, "there is no route to the pod");
      case TruncatedChunkException _ -> closedEarly();
      case MalformedChunkCodingException _ -> notHttp();
      default -> closedEarly();
    };
  }

  static Unreachable notHttp() {
    return new Unreachable(UnreachableCode.BAD_ANSWER, "the pod's answer is not HTTP/1.1");
  }

  private static Unreachable closedEarly() {
    return new Unreachable(
        UnreachableCode.CONNECTION_RESET, "the pod closed the connection before it had answered");
  }

  private static String tlsMessage(PodConnector.HandshakeFailed e) {
    if (e.getCause() instanceof TlsContexts.UnusableTrust trust) {
      return String.valueOf(trust.getMessage());
    }
    if (isCausedBy(e, CertificateExpiredException.class)) {
      return "the pod's certificate has expired";
    }
    if (isCausedBy(e, CertificateNotYetValidException.class)) {
      return "the pod's certificate is not valid yet";
    }
    if (isCausedBy(e, CertPathBuilderException.class)) {
      return "the pod's certificate was issued by none of the given authorities";
    }
    if (isCausedBy(e, CertificateException.class)) {
      return "the pod's certificate is not for tls.serverName";
    }
    return "the TLS handshake failed";
  }

  private static boolean isCausedBy(Throwable e, Class<? extends Throwable> kind) {
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < 16; depth++) {
      if (kind.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
