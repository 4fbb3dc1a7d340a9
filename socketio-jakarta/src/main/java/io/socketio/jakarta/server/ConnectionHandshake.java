package io.socketio.jakarta.server;

import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.json.JsonCodec;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The HTTP side of a connection, and the auth payload of one namespace. */
record ConnectionHandshake(
        EngineRequest request, String authJson, List<byte[]> attachments, Set<String> askedRoles, JsonCodec codec)
        implements Handshake {
    static final String NO_AUTH = "{}";

    @Override
    public Map<String, List<String>> headers() {
        return request.headers();
    }

    @Override
    public Map<String, String> query() {
        return request.query();
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the codec keeps to the type, and a JSON object is never null
    public <T> T auth(Class<T> type) {
        return (T) codec.read(authJson, type, attachments);
    }

    @Override
    public int protocol() {
        return Objects.requireNonNull(request.protocol()).number();
    }

    @Override
    public String address() {
        return request.address();
    }

    @Override
    public Instant time() {
        return request.time();
    }

    @Override
    public boolean secure() {
        return request.secure();
    }

    @Override
    public boolean xdomain() {
        return request.foreign();
    }

    @Override
    public String url() {
        return request.url();
    }

    @Override
    public Optional<Principal> principal() {
        return Optional.ofNullable(request.principal());
    }

    @Override
    public boolean isUserInRole(String role) {
        if (request.roles().contains(role)) return true;
        if (askedRoles.contains(role)) return false;
        throw new IllegalArgumentException(
                "the role \"" + role + "\" is neither listed in the option roles nor declared");
    }

    /** Without secrets: it may end up in a log. */
    @Override
    public String toString() {
        return "Handshake(" + request.address() + ")";
    }
}
