package dev.freshet.testbed;

import dev.freshet.testbed.process.Directories;
import java.nio.file.Path;
import java.util.List;

/** The keys of one control plane: who the servers are, and who may do everything. */
record Credentials(TestCertificates authority, IssuedCertificate administrator, Path directory) {

  static Credentials createIn(Path directory) {
    var authority = TestCertificates.newAuthority("freshet-testbed");
    var server = authority.server("127.0.0.1", "localhost", "kubernetes", "kubernetes.default.svc");
    server.writeTo(directory, "apiserver");
    authority.client("service-accounts").writeTo(directory, "service-accounts");
    Directories.write(directory.resolve("authority.crt"), authority.authorityPem());
    return new Credentials(
        authority, authority.client("testbed-admin", "system:masters"), directory);
  }

  String authorityPem() {
    return authority.authorityPem();
  }

  List<String> apiServerFlags() {
    var serviceAccountKey = directory.resolve("service-accounts.key");
    return List.of(
        "--tls-cert-file=" + directory.resolve("apiserver.crt"),
        "--tls-private-key-file=" + directory.resolve("apiserver.key"),
        "--client-ca-file=" + authorityFile(),
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-signing-key-file=" + serviceAccountKey,
        "--service-account-key-file=" + serviceAccountKey);
  }

  Path authorityFile() {
    return directory.resolve("authority.crt");
  }

  Path serviceAccountKey() {
    return directory.resolve("service-accounts.key");
  }
}
