package io.socketio.jakarta.transport;

import jakarta.servlet.ServletContext;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Has bodies read by workers that wait for them. For Grizzly, the HTTP server of Payara and GlassFish, which passes over data that come while a
 * servlet asks whether there are any (Payara 7.2025.1): one in 280 bodies of 900 kB was never announced to its ReadListener.
 */
public final class BlockingReads {
    /** Slow clients hold no more workers than these; the bodies of others are read as on any server then. */
    private static final int WORKERS = 16;

    private final Executor workers;
    private final Semaphore free;

    private BlockingReads(Executor workers, int permits) {
        this.workers = workers;
        this.free = new Semaphore(permits);
    }

    /** For the application's server. */
    public static BlockingReads of(ServletContext context, Executor workers) {
        return new BlockingReads(workers, isGrizzly(context) ? WORKERS : 0);
    }

    private static boolean isGrizzly(ServletContext context) {
        try {
            Class.forName(
                    "org.glassfish.grizzly.http.io.InputBuffer",
                    false,
                    context.getClass().getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** False if there is no need or no worker: the reading is not begun. */
    boolean start(Runnable reading) {
        if (!free.tryAcquire()) return false;
        try {
            workers.execute(() -> {
                try {
                    reading.run();
                } finally {
                    free.release();
                }
            });
            return true;
        } catch (RejectedExecutionException e) { // the application is stopping
            free.release();
            return false;
        }
    }
}
