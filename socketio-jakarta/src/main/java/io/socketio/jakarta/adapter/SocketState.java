package io.socketio.jakarta.adapter;

import io.socketio.jakarta.Attributes;
import java.util.Optional;
import java.util.Set;

/**
 * What a client gets back that lost its connection (Socket.IO protocol 5, "Connection state recovery").
 *
 * @param privateId the secret by which it asks
 * @param socketId the id of its socket
 * @param rooms the rooms, without that of its id
 * @param attributes data of the application
 * @param principal the name of the user whom the container had authenticated; nobody else gets the state
 */
public record SocketState(
        String privateId, String socketId, Set<String> rooms, Attributes attributes, Optional<String> principal) {}
