package io.socketio.jakarta.it.apps.ee;

import io.socketio.jakarta.SocketIoServer;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;

/** Tells how each payment's transaction ended. */
@ApplicationScoped
public class Account {
    @Inject
    SocketIoServer io;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transactions;

    /** Of {@link jakarta.transaction.Status}. */
    @Transactional
    public int status() {
        return transactions.getTransactionStatus();
    }

    public int statusWithout() {
        return transactions.getTransactionStatus();
    }

    public boolean canPay(int price) {
        return price <= 100;
    }

    @Transactional
    public void pay(String what) {
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                io.emit("completed", what, status);
            }
        });
        if (what.equals("too much")) throw new IllegalArgumentException(what);
    }
}
