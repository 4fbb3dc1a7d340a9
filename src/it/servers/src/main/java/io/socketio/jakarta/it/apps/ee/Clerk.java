package io.socketio.jakarta.it.apps.ee;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.cdi.SocketEvent;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** A session bean, called by an observer and with an observer of its own. */
@Stateless
public class Clerk {
    @Resource
    SessionContext session;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transactions;

    public String greet(String name) {
        return session.getInvokedBusinessInterface().getSimpleName() + " greets " + name;
    }

    /** Of {@link jakarta.transaction.Status}. */
    public int status() {
        return transactions.getTransactionStatus();
    }

    public void onHello(@Observes @SocketEvent("hello") Message<Arguments> message) {
        message.ack().send(session.getRollbackOnly(), transactions.getTransactionStatus());
    }
}
