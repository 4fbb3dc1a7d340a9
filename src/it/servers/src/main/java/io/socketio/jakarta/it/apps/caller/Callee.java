package io.socketio.jakarta.it.apps.caller;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.cdi.SocketEvent;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;

/** Knows who calls it, as the container has it. */
@Stateless
public class Callee {
    @Resource
    SessionContext session;

    public void onCaller(@Observes @SocketEvent("caller") Message<Arguments> message) {
        message.ack().send(session.getCallerPrincipal().getName());
    }
}
