package dev.freshet.operator.keys;

/**
 * A key taken apart at the end of its prefix.
 *
 * @param tenant whose key it is; empty in a keyspace without tenants
 * @param rest the index of the first byte after the prefix
 */
public record KeyLocation(String tenant, int rest) {}
