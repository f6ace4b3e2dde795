package dev.freshet.benchmarks;

/** Who takes part. */
enum Library {
  BARE_SOCKETS("bare sockets"),
  FRESHET("Freshet's endpoint, signed"),
  HTTPCORE("Apache HttpCore, kept connections"),
  HTTPCLIENT("Apache HttpClient, classic"),
  HTTPCLIENT_MINIMAL("Apache HttpClient, minimal, 2 KiB"),
  JETTY("Jetty client"),
  HELIDON("Helidon WebClient"),
  JDK("JDK HttpClient as it comes"),
  OKHTTP("OkHttp");

  final String title;

  Library(String title) {
    this.title = title;
  }

  /** A client that knows no pod yet. */
  PushClient open() {
    return switch (this) {
      case BARE_SOCKETS -> new BareSockets();
      case FRESHET -> new FreshetEndpoint();
      case HTTPCORE -> new HttpCoreClient();
      case HTTPCLIENT -> new HttpClientClassic();
      case HTTPCLIENT_MINIMAL -> new HttpClientMinimal();
      case JETTY -> new JettyClient();
      case HELIDON -> new HelidonClient();
      case JDK -> new JdkClient();
      case OKHTTP -> new OkHttpPush();
    };
  }
}
