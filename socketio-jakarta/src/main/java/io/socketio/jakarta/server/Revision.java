package io.socketio.jakarta.server;

import io.socketio.jakarta.engine.EngineSocket;
import io.socketio.jakarta.engine.Query;
import io.socketio.jakarta.engine.parser.Protocol;
import io.socketio.jakarta.json.JsonCodec;
import io.socketio.jakarta.parser.JsonStrings;
import io.socketio.jakarta.parser.Packet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The revisions of the Socket.IO protocol: how clients come into namespaces and are refused. All else is the same. */
enum Revision {
    /** Protocol 4, of Socket.IO 2 clients, over Engine.IO 3. */
    V4 {
        /** The name may have a query behind it, which stands for what became the auth payload. */
        @Override
        String namespace(Packet packet) {
            int query = packet.namespace().indexOf('?');
            return query < 0 ? packet.namespace() : packet.namespace().substring(0, query);
        }

        @Override
        String auth(Packet connect) {
            int query = connect.namespace().indexOf('?');
            if (query < 0) return ConnectionHandshake.NO_AUTH;
            StringBuilder json = new StringBuilder("{");
            for (Map.Entry<String, String> parameter :
                    Query.all(connect.namespace().substring(query + 1)).entrySet()) {
                if (json.length() > 1) json.append(',');
                JsonStrings.quote(parameter.getKey(), json);
                JsonStrings.quote(parameter.getValue(), json.append(':'));
            }
            return json.append('}').toString();
        }

        /** Clients are not told it but make it themselves: from the id of the session, which is a secret elsewhere. */
        @Override
        String socketId(String namespace, EngineSocket engine, Supplier<String> fresh) {
            return namespace.equals("/") ? engine.id() : namespace + "#" + engine.id();
        }

        @Override
        String connected(String socketId, @Nullable String privateId) {
            return "";
        }

        @Override
        String refused(@Nullable String message, @Nullable Object data, JsonCodec codec, List<byte[]> attachments) {
            StringBuilder json = new StringBuilder();
            codec.write(data == null ? message : data, json, attachments);
            return json.toString();
        }
    },
    /** Protocol 5. */
    V5 {
        @Override
        String namespace(Packet packet) {
            return packet.namespace();
        }

        @Override
        String auth(Packet connect) {
            return connect.payload() == null
                    ? ConnectionHandshake.NO_AUTH
                    : connect.payload().element(0);
        }

        @Override
        String socketId(String namespace, EngineSocket engine, Supplier<String> fresh) {
            return fresh.get();
        }

        @Override
        String connected(String socketId, @Nullable String privateId) {
            return "{\"sid\":\"" + socketId + (privateId == null ? "" : "\",\"pid\":\"" + privateId) + "\"}";
        }

        @Override
        String refused(@Nullable String message, @Nullable Object data, JsonCodec codec, List<byte[]> attachments) {
            StringBuilder json = new StringBuilder("{\"message\":");
            codec.write(message, json, attachments);
            if (data != null) codec.write(data, json.append(",\"data\":"), attachments);
            return json.append('}').toString();
        }
    };

    static Revision of(EngineSocket engine) {
        return engine.protocol() == Protocol.V3 ? V4 : V5;
    }

    /** The name of the namespace that a packet is for. */
    abstract String namespace(Packet packet);

    /** The JSON object that a CONNECT carries for middlewares to judge. */
    abstract String auth(Packet connect);

    /** The id of a new socket. */
    abstract String socketId(String namespace, EngineSocket engine, Supplier<String> fresh);

    /** The payload of the answer to a CONNECT; with a private id the client can come back. */
    abstract String connected(String socketId, @Nullable String privateId);

    /** The payload of the refusal by a middleware; binary leaves are added to the attachments. */
    abstract String refused(@Nullable String message, @Nullable Object data, JsonCodec codec, List<byte[]> attachments);
}
