package io.socketio.jakarta.it.apps.ee;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.cdi.DisconnectEvent;
import io.socketio.jakarta.cdi.OfNamespace;
import io.socketio.jakarta.cdi.SocketEvent;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Calls what Jakarta EE offers to components, from observers. */
@ApplicationScoped
public class Office {
    @Inject
    @OfNamespace("/watch")
    Namespace watchers;

    @Inject
    Account account;

    @EJB
    Clerk clerk;

    void onEntry(@Observes @SocketEvent("entry") Message<String> message) throws NamingException {
        message.ack().send(lookUp(message.payload()));
    }

    /** Of what does not go over the wire the class is told. */
    void onLookup(@Observes @SocketEvent("look up") Message<Arguments> message)
            throws NamingException, ClassNotFoundException {
        Object found = lookUp(message.args().get(0, String.class));
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        message.ack().send(loader.loadClass(message.args().get(1, String.class)).isInstance(found));
    }

    /** The application's executor, by its name: tasks may look names up as well. */
    void onExecute(@Observes @SocketEvent("execute") Message<String> message)
            throws NamingException, ExecutionException, InterruptedException {
        ExecutorService executor = (ExecutorService) lookUp("java:comp/DefaultManagedExecutorService");
        Future<Object> found = executor.submit(() -> lookUp(message.payload()));
        message.ack().send(found.get());
    }

    void onStatus(@Observes @SocketEvent("status") Message<Arguments> message) {
        message.ack().send(account.statusWithout(), account.status());
    }

    void onPay(@Observes @SocketEvent("pay") Message<String> message) {
        account.pay(message.payload());
        message.ack().send();
    }

    void onOrder(@Observes @SocketEvent("order") Message<Order> message) {
        message.ack().send("ordered " + message.payload().what());
    }

    void onBid(@Observes @SocketEvent("bid") Message<Bid> message) {
        message.ack().send("bid " + message.payload().price());
    }

    void onClerk(@Observes @SocketEvent("clerk") Message<String> message) throws NamingException {
        Clerk named = (Clerk) lookUp("java:module/Clerk");
        message.ack().send(clerk.greet(message.payload()), named.greet(message.payload()), clerk.status());
    }

    void left(@Observes @OfNamespace("/") DisconnectEvent event) {
        watchers.emit("settled", event.socket().id(), greeting(), account.status());
    }

    private static Object greeting() {
        try {
            return lookUp("java:comp/env/greeting");
        } catch (NamingException e) {
            return e.toString();
        }
    }

    @SuppressWarnings("BanJNDI") // the server's own names only, no address of somebody's
    private static Object lookUp(String name) throws NamingException {
        if (!name.startsWith("java:")) throw new NamingException(name);
        return InitialContext.doLookup(name);
    }
}
