package io.socketio.jakarta.servlet;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one application's servers, which end with it; made by the container where it has a managed thread factory.
 *
 * <p>Not its managed executor: that may run a few handlers at a time and no more, so that some that wait hold up all others (WildFly 39.0.1), it
 * may look for services in all jars for each task (Payara Micro 6.2025.10), and it outlives the application.
 */
final class Threads {
    private static final System.Logger LOG = System.getLogger(Threads.class.getName());

    /** What a stop waits for handlers in flight, which have had the time of the option shutdownGracePeriod. */
    private static final long STOP_SECONDS = 3;

    private final Set<Thread> all = ConcurrentHashMap.newKeySet();
    private final ThreadFactory factory;
    private final ClassLoader loader;
    private final WorkerPool pool;
    private final Executor workers;
    private final ScheduledThreadPoolExecutor timer;

    /** @param context runs a task of the application on the thread that calls it */
    private Threads(ThreadFactory factory, Executor context, ClassLoader loader) {
        this.factory = factory;
        this.loader = loader;
        pool = new WorkerPool(named("socketio-worker-"), all);
        workers = task -> pool.execute(() -> context.execute(task));
        timer = new ScheduledThreadPoolExecutor(1, named("socketio-timer-"));
        timer.setRemoveOnCancelPolicy(true);
        // a handshake that crosses with the end of the application: its session has been closed
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timer.scheduleWithFixedDelay(pool::adapt, WorkerPool.PATIENCE, WorkerPool.PATIENCE, TimeUnit.MILLISECONDS);
    }

    /** To be called on the thread that starts the application: elsewhere the names are not bound. */
    @SuppressWarnings("BanJNDI") // constant names of the platform: how Jakarta Concurrency hands these out
    static Threads of(ServletContext context) {
        ClassLoader loader = context.getClassLoader();
        try {
            InitialContext names = new InitialContext();
            // A thread has the context of whoever needed it first, which may be an I/O thread without the application's
            // names (WildFly 39) or one with
            // some client's login: so each task runs in the context in which the application starts.
            return new Threads(
                    (ThreadFactory) names.lookup("java:comp/DefaultManagedThreadFactory"),
                    ((ContextService) names.lookup("java:comp/DefaultContextService")).currentContextExecutor(),
                    loader);
        } catch (NamingException e) { // Tomcat and Jetty have none
            return new Threads(Thread::new, Runnable::run, loader);
        }
    }

    private ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = factory.newThread(task);
            thread.setName(prefix + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            all.removeIf(other -> other.getState() == Thread.State.TERMINATED);
            all.add(thread);
            return thread;
        };
    }

    Executor workers() {
        return workers;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** Lets handlers in flight finish for a while, then ends the threads. */
    void stop() {
        try {
            timer.shutdownNow();
            pool.shutdown();
            if (pool.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS))
                // an executor has terminated a moment before its threads have: Tomcat would report a leak
                for (Thread thread : all) thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            else
                LOG.log(
                        Level.WARNING,
                        "handlers still ran {0} s after the end of the application: their threads are interrupted",
                        STOP_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pool.shutdownNow();
        }
    }

    /** A few threads, which is what throughput wants, and more when work waits although the processors have time. */
    private static final class WorkerPool extends ThreadPoolExecutor {
        /** Work that has waited from one look to the next, in ms, may get more threads. */
        static final int PATIENCE = 50;

        /** How long, in ms, threads stay that there is not enough to do for. */
        private static final int LULL = 5_000;

        private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
        private static final int BASE = Math.max(4, 2 * PROCESSORS);
        private static final int MOST = 256;

        private final ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        private final Set<Thread> threads;
        private long cpuBefore;
        private long before = System.nanoTime();
        private @Nullable Runnable waiting; // the first in the queue when it was looked at
        private long needed = before; // when as many as there always are had something to do

        WorkerPool(ThreadFactory factory, Set<Thread> threads) {
            super(BASE, BASE, LULL, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), factory);
            this.threads = threads;
            allowCoreThreadTimeOut(true);
        }

        /**
         * In an object of Java's own class: compiled methods hold the classes they have seen, and in that which calls the tasks of all of Java's
         * thread pools the server's idle threads stay after the application has gone (Payara 6.2025.10).
         */
        @Override
        public void execute(Runnable task) {
            super.execute(new FutureTask<>(() -> run(task), null));
        }

        private static void run(Runnable task) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "a task failed", e);
            }
        }

        void adapt() {
            long now = System.nanoTime();
            boolean busy = isBusy(now);
            int size = getCorePoolSize();
            Runnable oldest = getQueue().peek();
            boolean waited = oldest != null && oldest == waiting;
            waiting = oldest;
            if (getActiveCount() >= BASE) needed = now;
            if (waited && size < MOST && !busy) resize(Math.min(MOST, size + BASE));
            else if (size > BASE && now - needed > TimeUnit.MILLISECONDS.toNanos(LULL)) resize(BASE);
        }

        private void resize(int size) {
            if (size > getMaximumPoolSize()) setMaximumPoolSize(size);
            setCorePoolSize(size);
            setMaximumPoolSize(size); // the core's size alone keeps threads that get something to do now and then
        }

        /** Whether the threads compute, for half of what the processors could: then more of them would only get in each other's way. */
        private boolean isBusy(long now) {
            long used = 0;
            for (Thread thread : threads) used += Math.max(0, cpu.getThreadCpuTime(thread.getId()));
            boolean busy = used - cpuBefore > (now - before) * PROCESSORS / 2;
            cpuBefore = used;
            before = now;
            return busy;
        }
    }
}
