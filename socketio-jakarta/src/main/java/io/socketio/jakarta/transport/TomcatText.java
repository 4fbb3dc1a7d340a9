package io.socketio.jakarta.transport;

import static java.lang.invoke.MethodType.methodType;

import io.socketio.jakarta.engine.parser.EnginePacket;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Texts as UTF-8, which Tomcat's endpoint takes but does not publish. Its own way from a string is a {@code CharsetEncoder}, character by
 * character, once for each receiver, and a frame for each bufferful. Tomcat 10.1.0, 10.1.55, 11.0.0 and 11.0.22 have these methods; where they are
 * missing or closed, and on other servers, the texts go the way of the standard.
 */
final class TomcatText {
    private static final byte TEXT = 1; // the opcode, RFC 6455, 5.2

    /**
     * Longer texts go the way of the standard, in pieces: for bytes of the heap Java keeps a direct buffer of their size with each thread that
     * has ever written them ({@code sun.nio.ch.Util}).
     */
    private static final int LIMIT = 16 * 1024;

    private final Object endpoint;

    private TomcatText(Object endpoint) {
        this.endpoint = endpoint;
    }

    /** The way to one client; {@code null} if it is no Tomcat's, or a Tomcat's that does not let us. */
    static @Nullable TomcatText of(RemoteEndpoint remote) {
        try {
            Object endpoint = Handles.BASE == null ? null : Handles.BASE.get(remote);
            return endpoint == null ? null : new TomcatText(endpoint);
        } catch (IllegalArgumentException | IllegalAccessException e) { // a wrapper
            return null;
        }
    }

    static boolean takes(EnginePacket packet) {
        return !packet.isBinary() && packet.size() <= LIMIT;
    }

    /** Blocks as {@link RemoteEndpoint.Basic#sendText(String)} does. Not while another send is in flight. */
    void send(byte[] utf8) throws IOException {
        try {
            Handles.SEND.invokeExact(endpoint, TEXT, ByteBuffer.wrap(utf8), true);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e); // declares no other
        }
    }

    /** As {@link RemoteEndpoint.Async#sendText(String, SendHandler)}. Not while another send is in flight. */
    void send(byte[] utf8, SendHandler handler) {
        try {
            Handles.START.invokeExact(endpoint, TEXT, ByteBuffer.wrap(utf8), true, handler);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e); // declares none
        }
    }

    /** Constants, so that the JVM compiles the calls as if they were in the source; looked up when the first WebSocket opens. */
    private static final class Handles {
        static final @Nullable Field BASE;
        static final MethodHandle SEND;
        static final MethodHandle START;

        static {
            Field base = null;
            MethodType type = methodType(void.class, Object.class, byte.class, ByteBuffer.class, boolean.class);
            MethodHandle send = MethodHandles.empty(type);
            MethodHandle start = MethodHandles.empty(type.appendParameterTypes(SendHandler.class));
            try {
                Class<?> endpoint = Class.forName("org.apache.tomcat.websocket.WsRemoteEndpointImplBase");
                Lookup lookup = MethodHandles.privateLookupIn(endpoint, MethodHandles.lookup());
                send = handle(lookup, "sendMessageBlock", send.type());
                start = handle(lookup, "startMessage", start.type());
                Field field = Class.forName("org.apache.tomcat.websocket.WsRemoteEndpointBase")
                        .getDeclaredField("base");
                field.setAccessible(true);
                base = field;
            } catch (ClassNotFoundException e) {
                // another server
            } catch (ReflectiveOperationException | RuntimeException e) {
                System.getLogger(TomcatText.class.getName()).log(Level.DEBUG, "no way into Tomcat's endpoint", e);
            }
            BASE = base;
            SEND = send;
            START = start;
        }

        private static MethodHandle handle(Lookup lookup, String name, MethodType type)
                throws ReflectiveOperationException {
            return lookup.findVirtual(lookup.lookupClass(), name, type.dropParameterTypes(0, 1))
                    .asType(type);
        }
    }
}
