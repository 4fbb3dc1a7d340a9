package io.socketio.jakarta.adapter;

import java.util.Set;

/**
 * Who gets a broadcast.
 *
 * @param rooms sockets in any of these; empty: all sockets of the namespace
 * @param except but none that is in any of these
 * @param local only those of this server
 */
public record BroadcastOptions(Set<String> rooms, Set<String> except, boolean local) {}
