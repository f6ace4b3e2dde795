package dev.freshet.operator.endpoint;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer on an open connection, by the HTTP/1.1 implementation of HttpCore.
 *
 * <p>What the contract forbids (redirects, proxies, cookies, kept credentials, decompression,
 * retries) is not switched off here: at this level of the library it does not exist.
 */
final class Exchange {
  /** The most that is read of an answer's body. */
  static final int MOST_BYTES = 64 * 1024;

  private static final int MOST_INFORMATIONAL = 8;
  private static final int BUFFER = 8 * 1024;

  // The chunk hint is the size up to which the body is sent in one write with the head.
  private static final Http1Config LIMITS =
      Http1Config.custom()
          .setBufferSize(BUFFER)
          .setChunkSizeHint(BUFFER)
          .setMaxLineLength(BUFFER)
          .setMaxHeaderCount(100)
          .setMaxEmptyLineCount(4)
          .build();

  private Exchange() {}

  /**
   * @param keepAlive whether the connection may be used again
   */
  record Raw(int status, AnswerJson body, boolean keepAlive) {}

  static Raw on(PodConnection connection, ClassicHttpRequest request)
      throws IOException, HttpException {
    // Not closed: it would close the socket, which the caller may want to keep.
    var http = new DefaultBHttpClientConnection(LIMITS);
    http.bind(connection.stream());
    http.sendRequestHeader(request);
    http.sendRequestEntity(request);
    http.flush();
    ClassicHttpResponse response = receiveFinal(http);
    http.receiveResponseEntity(response);
    AnswerJson body = AnswerJson.parse(read(response.getEntity()));
    boolean keepAlive =
        DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
            request, response, HttpCoreContext.create());
    return new Raw(response.getCode(), body, keepAlive);
  }

  private static ClassicHttpResponse receiveFinal(DefaultBHttpClientConnection http)
      throws IOException, HttpException {
    for (int informational = 0; informational <= MOST_INFORMATIONAL; informational++) {
      ClassicHttpResponse response = http.receiveResponseHeader();
      if (response.getCode() >= 200) {
        return response;
      }
    }
    throw new ProtocolException("informational answers without end");
  }

  private static byte[] read(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    if (entity.getContentLength() > MOST_BYTES) {
      throw new TooLarge();
    }
    InputStream content = entity.getContent();
    byte[] body = content.readNBytes(MOST_BYTES);
    if (content.read() >= 0) {
      throw new TooLarge();
    }
    return body;
  }

  /** The answer is longer than {@link #MOST_BYTES}; the rest of it is not read. */
  static final class TooLarge extends IOException {}
}
