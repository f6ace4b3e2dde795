package dev.freshet.benchmarks;

import java.io.IOException;

/** One way to put a document to a pod and read its answer; blocking, called by many threads. */
interface PushClient extends AutoCloseable {

  /** Done when a 200 has been read to its end; anything else is an exception. */
  void push(String ip, int port, Request request) throws IOException, InterruptedException;

  @Override
  void close() throws IOException;

  /** What every pod is sent: the headers of the contract and a document of middling size. */
  final class Request {
    static final String PATH = "/freshet/v1/config";

    private final String revision;
    private final String[] headers;
    private final byte[] document;

    Request(String revision, byte[] document) {
      this.revision = revision;
      this.document = document;
      this.headers =
          new String[] {
            "Content-Type", "application/json",
            "Freshet-Revision", revision,
            "Freshet-Policy", "shop/shop",
            "Freshet-Policy-UID", "0d4e5f9a-2f0e-4f3b-9d57-0d1f6b1a1c11",
            "Freshet-Generation", "2026-11-21T06:09:58Z/7",
            "Freshet-Pod-UID", "6d1b1f0a-7f4c-4a51-8f65-6f6f9d2ab001",
            "webhook-id", "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W",
            "webhook-timestamp", "1795241398",
            "webhook-signature", "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
          };
    }

    String revision() {
      return revision;
    }

    /** Names and values, in turn. */
    String[] headers() {
      return headers;
    }

    byte[] document() {
      return document;
    }
  }
}
