package io.socketio.jakarta.servlet;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

/** The threads of one application's servers: the container's managed executor, or our own where it has none that would do. */
final class Threads {
    private static final System.Logger LOG = System.getLogger(Threads.class.getName());

    /** What a stop waits for handlers in flight, which have had the time of the option shutdownGracePeriod. */
    private static final long STOP_SECONDS = 3;

    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final Stop stop;

    /** How they end. */
    private interface Stop {
        /** @return false if handlers still run */
        boolean run() throws InterruptedException;
    }

    private Threads(Executor workers, ScheduledExecutorService timer, Stop stop) {
        this.workers = workers;
        this.timer = timer;
        this.stop = stop;
    }

    /** To be called on the thread that starts the application: elsewhere the names are not bound. */
    @SuppressWarnings("BanJNDI") // constant names of the platform: how Jakarta Concurrency hands these out
    static Threads of(ServletContext context) {
        ClassLoader loader = context.getClassLoader();
        try {
            InitialContext names = new InitialContext();
            Executor executor = (Executor) names.lookup("java:comp/DefaultManagedExecutorService");
            ThreadFactory factory = (ThreadFactory) names.lookup("java:comp/DefaultManagedThreadFactory");
            Executor inContext =
                    ((ContextService) names.lookup("java:comp/DefaultContextService")).currentContextExecutor();
            // WildFly's executor (39.0.1) has a few threads and a queue without an end: handlers that wait would hold
            // up all others
            if (context.getClass().getName().startsWith("io.undertow.")) return own(factory, inContext, loader);
            ManagedWorkers workers = new ManagedWorkers(executor, inContext);
            // not DefaultManagedScheduledExecutorService: there cancelled tasks, and with them the application, stay
            // until their time (WildFly 39)
            ScheduledExecutorService timer = timer(factory);
            return new Threads(workers, timer, () -> {
                timer.shutdownNow();
                return workers.stop(STOP_SECONDS) && timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
            });
        } catch (NamingException e) { // Tomcat and Jetty have none
            return own(Thread::new, Runnable::run, loader);
        }
    }

    /** @param inContext runs a task on the thread that calls it */
    private static Threads own(ThreadFactory factory, Executor inContext, ClassLoader loader) {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        ScheduledExecutorService timer = timer(named("socketio-timer-", factory, loader, threads));
        WorkerPool workers = new WorkerPool(named("socketio-worker-", factory, loader, threads), inContext, threads);
        timer.scheduleWithFixedDelay(workers::adapt, WorkerPool.PATIENCE, WorkerPool.PATIENCE, TimeUnit.MILLISECONDS);
        return new Threads(workers, timer, () -> stop(workers, timer, threads));
    }

    private static ScheduledExecutorService timer(ThreadFactory factory) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, factory);
        timer.setRemoveOnCancelPolicy(true);
        // a handshake that crosses with the end of the application: its session has been closed
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return timer;
    }

    private static boolean stop(ExecutorService workers, ExecutorService timer, Set<Thread> threads)
            throws InterruptedException {
        timer.shutdownNow();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) return false;
            // an executor has terminated a moment before its threads have: Tomcat would report a leak
            for (Thread thread : threads) thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            return true;
        } finally {
            workers.shutdownNow();
        }
    }

    private static ThreadFactory named(String prefix, ThreadFactory factory, ClassLoader loader, Set<Thread> threads) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = factory.newThread(task);
            thread.setName(prefix + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            threads.removeIf(other -> other.getState() == Thread.State.TERMINATED);
            threads.add(thread);
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
        try {
            if (!stop.run())
                LOG.log(
                        Level.WARNING,
                        "handlers still ran {0} s after the end of the application: our own threads are interrupted",
                        STOP_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A few threads, which is what throughput wants, and more when work waits although the processors have time. */
    private static final class WorkerPool extends ThreadPoolExecutor {
        /** Work that has waited so long, in ms, may get more threads. */
        static final int PATIENCE = 50;

        /** How long, in ms, threads stay that there is not enough to do for. */
        private static final int LULL = 5_000;

        private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
        private static final int BASE = Math.max(4, 2 * PROCESSORS);
        private static final int MOST = 256;

        private final ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        private final Executor context;
        private final Set<Thread> threads;
        private long cpuBefore;
        private long before = System.nanoTime();
        private long needed = before; // when as many as there always are had something to do

        /** A task and when it came. No record: {@code remove}, which a stop may call, would compare it (ARCHITECTURE, "Records"). */
        private final class Waiting implements Runnable {
            private final Runnable task;
            private final long since = System.nanoTime();

            Waiting(Runnable task) {
                this.task = task;
            }

            @Override
            public void run() {
                context.execute(task);
            }
        }

        WorkerPool(ThreadFactory factory, Executor context, Set<Thread> threads) {
            super(BASE, BASE, LULL, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), factory);
            this.context = context;
            this.threads = threads;
            allowCoreThreadTimeOut(true);
        }

        @Override
        public void execute(Runnable task) {
            super.execute(new Waiting(task));
        }

        void adapt() {
            long now = System.nanoTime();
            boolean busy = isBusy(now);
            int size = getCorePoolSize();
            boolean waited = getQueue().peek() instanceof Waiting oldest
                    && now - oldest.since > TimeUnit.MILLISECONDS.toNanos(PATIENCE);
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
