package io.socketio.jakarta.cdi;

import io.socketio.jakarta.ConnectRefusedException;
import jakarta.enterprise.event.ObserverException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** Finds what an observer threw in what the container makes of it. */
final class Thrown {
    private Thrown() {}

    /** What the observer threw: checked exceptions come wrapped, in OpenWebBeans twice. */
    static Throwable byObserver(Throwable failure) {
        Throwable thrown = failure;
        while (isWrapper(thrown) && thrown.getCause() != null) thrown = thrown.getCause();
        return thrown;
    }

    /** What each of the asynchronous observers threw. */
    static List<Throwable> eachOf(Throwable failure) {
        Stream<Throwable> each = failure instanceof CompletionException && failure.getSuppressed().length > 0
                ? Stream.of(failure.getSuppressed())
                : Stream.of(failure);
        return each.map(Thrown::byObserver).toList();
    }

    /** The refusal in a failure, however deep: session beans and interceptors have wrappers of their own. */
    static Optional<ConnectRefusedException> refusalIn(Throwable failure) {
        return Stream.iterate(failure, t -> t != null, Throwable::getCause)
                .limit(100) // causes may form a circle
                .filter(ConnectRefusedException.class::isInstance)
                .map(ConnectRefusedException.class::cast)
                .findFirst();
    }

    /** Throws anything where only unchecked exceptions may be declared, so that a failure keeps its true cause. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // X is inferred as unchecked
    static <X extends Throwable> RuntimeException sneak(Throwable failure) throws X {
        throw (X) failure;
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof ObserverException
                || failure instanceof CompletionException
                || failure.getClass().getName().equals("org.apache.webbeans.exception.WebBeansException");
    }
}
