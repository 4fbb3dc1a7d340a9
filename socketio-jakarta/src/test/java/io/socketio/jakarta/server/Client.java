package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.engine.Transport;
import io.socketio.jakarta.engine.parser.EnginePacket;
import io.socketio.jakarta.fakes.FakeTransport;
import java.util.List;

/** A client in memory: says Socket.IO packets, and hears what its transport got, as Engine.IO packets on the wire. */
final class Client extends FakeTransport {
    Client() {
        super(Transport.WEBSOCKET);
    }

    /** Sends a Socket.IO packet and its attachments. */
    void say(String packet, byte[]... attachments) {
        receive(EnginePacket.text(EnginePacket.Type.MESSAGE, packet, true));
        for (byte[] attachment : attachments) receive(EnginePacket.binary(attachment, true));
    }

    /** Joins the main namespace; returns the socket's id. */
    String connect() {
        say("0");
        List<String> answer = take();
        assertEquals(1, answer.size(), answer::toString);
        assertTrue(answer.get(0).startsWith("40{\"sid\":\""), answer::toString);
        return sid(answer.get(0));
    }

    /** Joins another one. */
    String connect(String namespace) {
        say("0" + namespace + ",");
        List<String> answer = take();
        assertEquals(1, answer.size(), answer::toString);
        assertTrue(answer.get(0).startsWith("40" + namespace + ",{\"sid\":\""), answer::toString);
        return sid(answer.get(0));
    }

    static String sid(String connect) {
        String sid = connect.substring(connect.indexOf(":\"") + 2, connect.length() - 2);
        assertEquals(20, sid.length(), connect);
        return sid;
    }

    /** Hears exactly this. */
    void hears(String... packets) {
        assertEquals(List.of(packets), take());
    }

    boolean isClosed() {
        return closed() != null;
    }
}
