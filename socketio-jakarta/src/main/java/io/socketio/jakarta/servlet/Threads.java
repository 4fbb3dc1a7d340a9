package io.socketio.jakarta.servlet;

import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The threads of one application's servers: the container's managed executors, or our own where it has none. */
final class Threads {
    private static final System.Logger LOG = System.getLogger(Threads.class.getName());

    /** What a stop waits for handlers in flight. */
    private static final long STOP_SECONDS = 5;

    private final ExecutorService workers;
    private final ScheduledExecutorService timer;
    private final boolean own;

    private Threads(ExecutorService workers, ScheduledExecutorService timer, boolean own) {
        this.workers = workers;
        this.timer = timer;
        this.own = own;
    }

    /** To be called on the thread that starts the application: elsewhere the names are not bound. */
    @SuppressWarnings("BanJNDI") // constant names of the platform: how Jakarta Concurrency hands its executors out
    static Threads of(ServletContext context) {
        try {
            InitialContext names = new InitialContext();
            return new Threads(
                    (ExecutorService) names.lookup("java:comp/DefaultManagedExecutorService"),
                    (ScheduledExecutorService) names.lookup("java:comp/DefaultManagedScheduledExecutorService"),
                    false);
        } catch (NamingException e) { // Tomcat and Jetty have none
            return own(context);
        }
    }

    private static Threads own(ServletContext context) {
        ClassLoader loader = context.getClassLoader();
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named("socketio-timer-", loader));
        timer.setRemoveOnCancelPolicy(true);
        WorkerPool workers = new WorkerPool(named("socketio-worker-", loader));
        timer.scheduleWithFixedDelay(workers::adapt, WorkerPool.PATIENCE, WorkerPool.PATIENCE, TimeUnit.MILLISECONDS);
        return new Threads(workers, timer, true);
    }

    private static ThreadFactory named(String prefix, ClassLoader loader) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }

    Executor workers() {
        return workers;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** Lets handlers in flight finish for a while, then ends our own threads. */
    void stop() {
        if (!own) return;
        timer.shutdownNow();
        workers.shutdown();
        try {
            if (workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) return;
            LOG.log(
                    Level.WARNING,
                    "handlers still ran {0} s after the end of the application: they are interrupted",
                    STOP_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
    }

    /** A few threads, which is what throughput wants, and more when those there are all blocked. */
    private static final class WorkerPool extends ThreadPoolExecutor {
        /** Work that waited so long, in ms, while nothing was finished, gets more threads. */
        static final int PATIENCE = 50;

        private static final int BASE = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
        private static final int MOST = 256;

        private long completedBefore;

        WorkerPool(ThreadFactory threads) {
            super(BASE, MOST, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
            allowCoreThreadTimeOut(true);
        }

        void adapt() {
            long completed = getCompletedTaskCount();
            boolean stuck = !getQueue().isEmpty() && completed == completedBefore;
            completedBefore = completed;
            int threads = getCorePoolSize();
            if (stuck && threads < MOST) setCorePoolSize(Math.min(MOST, threads + BASE));
            else if (threads > BASE && getActiveCount() < BASE) setCorePoolSize(BASE);
        }
    }
}
