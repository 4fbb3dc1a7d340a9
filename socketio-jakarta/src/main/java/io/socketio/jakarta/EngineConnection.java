package io.socketio.jakarta;

import java.util.function.Consumer;

/**
 * The connection of a client, which carries its sockets of all namespaces ({@code socket.conn} in Socket.IO). Two are equal if they stand for
 * the same connection.
 *
 * <p>Handlers go with the connection; a connection without any costs nothing more. <b>Threading:</b> they run on network threads, or, for what
 * goes out, on the thread that emits; so they must not block. <b>Errors:</b> what they throw is logged and changes nothing else.
 */
public interface EngineConnection {
    /**
     * The id of the connection. A secret of its client: who knows it can speak for that client, so it must be neither logged nor shown. What
     * may be is {@link Socket#id()}.
     *
     * @return the {@code sid} of the transport
     */
    String id();

    /**
     * The request that opened it; {@link Handshake#address()} is {@code remoteAddress} of Socket.IO.
     *
     * @return the HTTP side of it: an auth payload belongs to a namespace and reads as <code>{}</code> here
     */
    Handshake handshake();

    /**
     * The transport that carries it at this moment ({@code transport.name}).
     *
     * @return {@code polling} or {@code websocket}
     */
    String transport();

    /**
     * Adds a handler of the change of transport ({@code upgrade}).
     *
     * @param handler gets the name of the new one
     * @return removes it again
     */
    Registration onUpgrade(Consumer<String> handler);

    /**
     * Adds a handler of packets that come in, heartbeats included, before they are processed ({@code packet}). One at a time, in the order in
     * which they came.
     *
     * @param handler gets the packet
     * @return removes it again
     */
    Registration onPacket(Consumer<ConnectionPacket> handler);

    /**
     * Adds a handler of packets that are about to go out, heartbeats included ({@code packetCreate}); what is dropped is not among them. With
     * several threads that emit, several at a time.
     *
     * @param handler gets the packet
     * @return removes it again
     */
    Registration onPacketCreate(Consumer<ConnectionPacket> handler);

    /**
     * Adds a handler of the moment at which everything that was to be sent was handed to the network ({@code drain}).
     *
     * @param handler is called after each batch of packets behind which nothing else waits
     * @return removes it again
     */
    Registration onDrain(Runnable handler);

    /**
     * Adds a handler of the end ({@code close}), after the sockets were told to go; one that is closed already calls it here and now.
     *
     * @param handler gets the reason, once
     * @return removes it again
     */
    Registration onClose(Consumer<DisconnectReason> handler);
}
