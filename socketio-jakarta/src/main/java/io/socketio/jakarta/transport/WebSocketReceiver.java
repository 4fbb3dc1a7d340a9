package io.socketio.jakarta.transport;

import io.socketio.jakarta.engine.CloseReason;
import io.socketio.jakarta.engine.EngineSocket;
import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.engine.parser.MalformedPacketException;
import io.socketio.jakarta.engine.parser.Protocol;
import io.socketio.jakarta.engine.parser.Utf8;
import jakarta.websocket.CloseReason.CloseCodes;
import java.io.ByteArrayOutputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of messages together, with our own count of bytes: raising the containers' buffers instead costs 2 MB for each idle
 * connection on Tomcat, and Tyrus and Undertow do not enforce the limit.
 */
final class WebSocketReceiver {
    private static final System.Logger LOG = System.getLogger(WebSocketReceiver.class.getName());

    private final WebSocketEndpoint endpoint;
    private final Protocol protocol;
    private final int limit;
    private @Nullable StringBuilder text;
    private @Nullable ByteArrayOutputStream binary;
    private int bytes;
    private boolean refused;

    WebSocketReceiver(WebSocketEndpoint endpoint, Protocol protocol, int limit) {
        this.endpoint = endpoint;
        this.protocol = protocol;
        this.limit = limit;
    }

    void text(String part, boolean last) {
        boolean whole = last && text == null;
        // what is short enough, whatever it holds, need not be counted; a pair that was cut in two counts as two
        // characters of three bytes: it takes four
        boolean isShort = whole && part.length() <= limit / Utf8.MOST;
        if (!admit(isShort ? part.length() : Utf8.length(part) - (continuesPair(part) ? 2 : 0))) return;
        if (whole) {
            bytes = 0;
            receive(part);
            return;
        }
        if (text == null) text = new StringBuilder(part.length() * 2);
        text.append(part);
        if (!last) return;
        String message = text.toString();
        text = null;
        bytes = 0;
        receive(message);
    }

    void binary(ByteBuffer part, boolean last) {
        if (!admit(part.remaining())) return;
        byte[] content = new byte[part.remaining()];
        part.get(content);
        if (binary != null || !last) {
            if (binary == null) binary = new ByteArrayOutputStream(content.length * 2);
            binary.writeBytes(content);
            if (!last) return;
            content = binary.toByteArray();
            binary = null;
        }
        bytes = 0;
        try {
            deliver(protocol.packet(content));
        } catch (MalformedPacketException e) {
            endpoint.failed(CloseReason.PARSE_ERROR);
        }
    }

    private boolean continuesPair(String part) {
        return text != null
                && !text.isEmpty()
                && !part.isEmpty()
                && Character.isSurrogatePair(text.charAt(text.length() - 1), part.charAt(0));
    }

    private boolean admit(int more) {
        if (refused) return false;
        bytes += more;
        if (bytes <= limit) return true;
        refused = true;
        EngineSocket socket = endpoint.socket();
        if (socket != null) socket.limits().reached("maxHttpBufferSize");
        text = null;
        binary = null;
        endpoint.transport().refuse(CloseCodes.TOO_BIG);
        return false;
    }

    private void receive(String message) {
        try {
            deliver(protocol.packet(message));
        } catch (MalformedPacketException e) {
            endpoint.failed(CloseReason.PARSE_ERROR);
        }
    }

    private void deliver(EnginePacket packet) {
        EngineSocket socket = endpoint.socket();
        if (socket == null) return;
        try {
            socket.receive(endpoint.transport(), packet);
        } catch (RuntimeException
                | StackOverflowError e) { // would close the connection with a wrong code on Tomcat and Jetty
            LOG.log(Level.WARNING, "a message could not be processed", e);
            endpoint.failed(CloseReason.TRANSPORT_ERROR);
        }
    }
}
