package dev.freshet.operator.redis;

/**
 * What came of asking a Redis how it is. Messages are whole sentences for a condition: what, where
 * and what to do, without a secret and without a word that the server chose.
 */
public sealed interface RedisCheck {
  /** It answered, and is what the backend says it is. */
  record Healthy(ServerInfo server, int primaries) implements RedisCheck {}

  /** Why it isn't healthy. */
  sealed interface Failure extends RedisCheck {
    String message();
  }

  /** Refused, timed out, cut, not Redis, or the name has no address: trying again may help. */
  record ConnectFailed(String message) implements Failure {}

  /** Wrong user or password, or one is needed. */
  record AuthFailed(String message) implements Failure {}

  /** The user lacks a right. */
  record AccessDenied(String message) implements Failure {}

  /** The certificate was not accepted, ours was not, or the server speaks no TLS. */
  record TlsFailed(String message) implements Failure {}

  /** It is something else than the backend says. */
  record WrongTopology(String message) implements Failure {}

  /** An address that the operator never connects to. */
  record AddressNotAllowed(String message) implements Failure {}
}
