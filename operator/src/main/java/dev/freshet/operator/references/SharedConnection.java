package dev.freshet.operator.references;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends requests so that they share one HTTP/2 connection. The JDK's client opens a connection for
 * each request that finds none: sixty watches that begin together would have sixty connections, and
 * keep them. So while there is none, one request after the other, and the first that is answered
 * lets the rest go.
 */
final class SharedConnection {
  private final HttpClient http;
  private final ReentrantLock connecting = new ReentrantLock();
  private volatile boolean connected;

  SharedConnection(HttpClient http) {
    this.http = http;
  }

  HttpRequest.Builder newRequest() {
    return http.newHttpRequestBuilder();
  }

  /** Returns with the head of the answer. */
  HttpResponse<AsyncBody> send(HttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> sink)
      throws InterruptedException, ExecutionException {
    if (!connected) {
      connecting.lockInterruptibly();
      try {
        if (!connected) {
          var first = answer(request, sink);
          connected = true;
          return first;
        }
      } finally {
        connecting.unlock();
      }
    }
    return answer(request, sink);
  }

  /** Something broke: the next request may have to open a connection again. */
  void lost() {
    connected = false;
  }

  private HttpResponse<AsyncBody> answer(
      HttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> sink)
      throws InterruptedException, ExecutionException {
    var call = http.consumeBytes(request, sink);
    try {
      return call.get();
    } finally {
      // No effect on what was answered; what comes after an interrupt is thrown away.
      call.cancel(true);
    }
  }
}
