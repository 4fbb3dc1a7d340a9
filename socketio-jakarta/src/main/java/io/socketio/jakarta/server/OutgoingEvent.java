package io.socketio.jakarta.server;

import io.socketio.jakarta.adapter.Broadcast;
import io.socketio.jakarta.engine.parser.EnginePacket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A broadcast, encoded once: all receivers' queues hold the same packets. */
record OutgoingEvent(String event, List<@Nullable Object> args, List<EnginePacket> unit, boolean isVolatile)
        implements Broadcast {}
