package io.socketio.jakarta.servlet;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.socketio.jakarta.engine.EngineServer;
import io.socketio.jakarta.engine.EngineSocket;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends clients away when their HTTP session ends (option {@code disconnectOnHttpSessionEnd}). One for all servers of an application, a
 * listener and a context attribute; until a server with that option comes it does nothing. It knows HTTP sessions by their ids alone.
 *
 * <p>From a handshake request to its session a while passes: the application is asked, and a WebSocket is opened after its request is over.
 * What became of an HTTP session meanwhile is remembered for longer than that may take. That also covers what asking the HTTP session would
 * not: in Tomcat (10.1) it is still valid while listeners are told of its end.
 */
final class HttpSessions implements HttpSessionListener, HttpSessionIdListener {
    private static final String ATTRIBUTE = HttpSessions.class.getName();

    /** How long it is remembered what became of an HTTP session, and how long a handshake may take; in ns. */
    static final long MEMORY = MINUTES.toNanos(1);

    /** @param newId {@code null}: it ended */
    private record Fate(@Nullable String newId, long since) {}

    private final LongSupplier clock;
    private volatile boolean inUse;

    // all below: guarded by this
    private final Map<String, Set<EngineSocket>> held = new HashMap<>();
    private final Map<EngineSocket, String> ids = new HashMap<>();
    private final Map<String, Fate> fates = new LinkedHashMap<>(); // the eldest first

    HttpSessions(LongSupplier clock) {
        this.clock = clock;
    }

    static HttpSessions create(ServletContext context) {
        HttpSessions created = new HttpSessions(System::nanoTime);
        context.setAttribute(ATTRIBUTE, created);
        return created;
    }

    /** Those of an application; {@code null} if the initializer did not run in it. */
    static @Nullable HttpSessions of(ServletContext context) {
        return (HttpSessions) context.getAttribute(ATTRIBUTE);
    }

    /** A server wants it: from here on it listens. */
    void serve(EngineServer engine) {
        inUse = true;
        engine.onRemoved(this::release);
    }

    /** What is to be done with the session that a handshake request opens: it is held by the HTTP session of the request, if that has one. */
    Consumer<EngineSocket> holder(HttpServletRequest request, EngineServer engine) {
        HttpSession session = request.getSession(false);
        if (session == null) return opened -> {};
        String id = session.getId();
        long since = clock.getAsLong();
        return opened -> hold(id, since, opened, engine);
    }

    private void hold(String id, long since, EngineSocket socket, EngineServer engine) {
        // what took so long may have missed the end of its HTTP session: its client may try again
        boolean held = clock.getAsLong() - since < MEMORY && tryHold(id, socket);
        if (!held) socket.dismiss();
        else if (engine.session(socket.id()) != socket) release(socket); // it has ended meanwhile
    }

    private synchronized boolean tryHold(String known, EngineSocket socket) {
        String id = known;
        for (Fate fate = fates.get(id); fate != null; fate = fates.get(id)) {
            if (fate.newId() == null) return false;
            id = fate.newId();
        }
        ids.put(socket, id);
        held.computeIfAbsent(id, none -> new HashSet<>(2)).add(socket);
        return true;
    }

    private synchronized void release(EngineSocket socket) {
        String id = ids.remove(socket);
        Set<EngineSocket> sockets = id == null ? null : held.get(id);
        if (id != null && sockets != null && sockets.remove(socket) && sockets.isEmpty()) held.remove(id);
    }

    /** How many sessions are held. */
    synchronized int size() {
        return ids.size();
    }

    /** How many ids are known, of HTTP sessions that hold any and of those that are remembered. */
    synchronized int idsKnown() {
        return held.size() + fates.size();
    }

    /** Some containers use an id again, of another application on the same host for example. */
    @Override
    public void sessionCreated(HttpSessionEvent event) {
        if (inUse) revive(event.getSession().getId());
    }

    private synchronized void revive(String id) {
        fates.remove(id);
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        if (inUse) end(event.getSession().getId()).forEach(EngineSocket::dismiss);
    }

    private synchronized Set<EngineSocket> end(String id) {
        remember(id, null);
        Set<EngineSocket> sockets = held.remove(id);
        if (sockets == null) return Set.of();
        ids.keySet().removeAll(sockets);
        return sockets;
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
        if (inUse) move(oldId, event.getSession().getId());
    }

    private synchronized void move(String oldId, String newId) {
        if (newId.equals(oldId)) return;
        fates.remove(newId); // so that there is never a circle
        remember(oldId, newId);
        Set<EngineSocket> sockets = held.remove(oldId);
        if (sockets == null) return;
        for (EngineSocket socket : sockets) ids.put(socket, newId);
        // those may be there that came between the change and this call
        held.computeIfAbsent(newId, none -> new HashSet<>(2)).addAll(sockets);
    }

    private void remember(String id, @Nullable String newId) {
        long now = clock.getAsLong();
        Iterator<Fate> eldest = fates.values().iterator();
        while (eldest.hasNext() && now - eldest.next().since() > MEMORY) eldest.remove();
        fates.remove(id); // it becomes the youngest
        fates.put(id, new Fate(newId, now));
    }
}
