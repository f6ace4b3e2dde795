package dev.freshet.testbed;

import dev.freshet.testbed.process.Directories;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/** How one user reaches one API server, as the file that kubectl and every client library read. */
record Kubeconfig(String serverUrl, String authorityPem, IssuedCertificate user) {

  String yaml() {
    return """
        apiVersion: v1
        kind: Config
        current-context: testbed
        contexts:
          - name: testbed
            context: {cluster: testbed, user: user}
        clusters:
          - name: testbed
            cluster:
              server: %s
              certificate-authority-data: %s
        users:
          - name: user
            user:
              client-certificate-data: %s
              client-key-data: %s
        """
        .formatted(
            serverUrl,
            base64(authorityPem),
            base64(user.certificatePem()),
            base64(user.privateKeyPem()));
  }

  Path writeTo(Path file) {
    return Directories.write(file, yaml());
  }

  private static String base64(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
  }
}
