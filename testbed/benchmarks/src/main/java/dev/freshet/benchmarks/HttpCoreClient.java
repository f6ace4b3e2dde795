package dev.freshet.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** The HTTP connection of Apache HttpCore over sockets that we open and keep ourselves. */
final class HttpCoreClient implements PushClient {
  private static final Http1Config CONFIG = Http1Config.custom().setBufferSize(2048).build();

  private final Map<String, DefaultBHttpClientConnection> kept = new ConcurrentHashMap<>();

  @Override
  public void push(String ip, int port, Request request) throws IOException {
    DefaultBHttpClientConnection connection = kept.remove(ip);
    if (connection == null) {
      connection = connect(ip, port);
    }
    try {
      ClassicHttpRequest put = new BasicClassicHttpRequest("PUT", Request.PATH);
      put.addHeader("Host", ip + ":" + port);
      String[] headers = request.headers();
      for (int i = 0; i < headers.length; i += 2) {
        put.addHeader(headers[i], headers[i + 1]);
      }
      put.addHeader("Content-Length", request.document().length);
      put.setEntity(new ByteArrayEntity(request.document(), ContentType.APPLICATION_JSON));
      connection.sendRequestHeader(put);
      connection.sendRequestEntity(put);
      connection.flush();
      ClassicHttpResponse response = connection.receiveResponseHeader();
      connection.receiveResponseEntity(response);
      if (response.getCode() != 200) {
        throw new IOException("not a 200");
      }
      EntityUtils.toByteArray(response.getEntity(), 65536);
      kept.put(ip, connection);
    } catch (HttpException e) {
      throw new IOException(e);
    }
  }

  private static DefaultBHttpClientConnection connect(String ip, int port) throws IOException {
    var socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(InetAddress.ofLiteral(ip), port), 3000);
    socket.setSoTimeout(3000);
    var connection = new DefaultBHttpClientConnection(CONFIG);
    connection.bind(socket);
    return connection;
  }

  @Override
  public void close() throws IOException {
    for (DefaultBHttpClientConnection connection : kept.values()) {
      connection.close();
    }
  }
}
