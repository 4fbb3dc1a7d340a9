package io.socketio.jakarta.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.engine.CloseReason;
import io.socketio.jakarta.fakes.ManualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MailboxTest {
    private static final long LONG = 60_000;

    private final ManualExecutor executor = new ManualExecutor();
    private final TestServer server = new TestServer();
    private final Client client = server.open();
    private final List<Object> done = new ArrayList<>();

    private Mailbox mailbox(int limit, long patienceMillis) {
        return new Mailbox(client.socket(), executor, limit, patienceMillis);
    }

    /** Starts it on a thread of its own and returns when that thread waits. */
    private static CompletableFuture<Boolean> waiting(Mailbox mailbox, Runnable task) {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> result.complete(mailbox.add(task)));
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING && !result.isDone()) Thread.onSpinWait();
        return result;
    }

    @Test
    void tasksRunInOrderOneAtATime() {
        Mailbox mailbox = mailbox(10, 0);
        mailbox.add(() -> {
            mailbox.add(() -> done.add(3));
            done.add(1);
        });
        mailbox.add(() -> done.add(2));
        assertEquals(List.of(), done);
        assertTrue(executor.runOne());
        assertEquals(List.of(1, 2, 3), done);
        assertFalse(executor.runOne(), "one run was enough");
        mailbox.add(() -> done.add(4));
        assertTrue(executor.runOne());
        assertEquals(List.of(1, 2, 3, 4), done);
    }

    @Test
    void othersHaveTheirTurn() {
        Mailbox busy = mailbox(10_000, 0);
        Mailbox other = mailbox(10, 0);
        for (int i = 0; i < 5_000; i++) busy.add(() -> done.add(1));
        other.add(() -> done.add("other"));
        executor.runOne();
        assertTrue(done.size() < 5_000);
        executor.runOne();
        assertTrue(done.contains("other"));
        executor.runAll();
        assertEquals(5_001, done.size());
    }

    @Test
    void aFullMailboxMakesTheNetworkWait() {
        Mailbox mailbox = mailbox(2, LONG);
        mailbox.add(() -> done.add(1));
        mailbox.add(() -> done.add(2));
        CompletableFuture<Boolean> third = waiting(mailbox, () -> done.add(3));
        assertFalse(third.isDone());
        executor.runAll();
        assertTrue(third.join());
        executor.runAll();
        assertEquals(List.of(1, 2, 3), done);
    }

    @Test
    void butNotForEver() {
        Mailbox mailbox = mailbox(1, 1);
        mailbox.add(() -> done.add(1));
        assertFalse(mailbox.add(() -> done.add(2)));
        executor.runAll();
        assertEquals(List.of(1), done);
    }

    @Test
    void norLongerThanTheSession() {
        Mailbox mailbox = mailbox(1, LONG);
        mailbox.add(() -> done.add(1));
        CompletableFuture<Boolean> second = waiting(mailbox, () -> done.add(2));
        client.socket().close(CloseReason.TRANSPORT_CLOSE);
        assertFalse(second.join());
    }

    @Test
    void whatMustBeDoneIsTakenEvenSo() {
        Mailbox mailbox = mailbox(1, 0);
        mailbox.add(() -> done.add(1));
        mailbox.addLast(() -> done.add(2));
        mailbox.addLast(() -> done.add(3));
        assertFalse(mailbox.add(() -> done.add(4)));
        executor.runAll();
        assertEquals(List.of(1, 2, 3), done);
        assertTrue(mailbox.add(() -> done.add(5)));
    }

    @Test
    void aClientThatIsTooFastForItsHandlersIsClosed() {
        ManualExecutor workers = new ManualExecutor();
        TestServer small = new TestServer(
                SocketIoConfig.builder()
                        .maxQueuedMessages(2)
                        .pingTimeout(Duration.ofMillis(1))
                        .build(),
                workers);
        small.io.onAny(message -> done.add(message.event()));
        small.io.onDisconnect((socket, reason) -> done.add(reason.toString()));
        Client hasty = small.open();
        hasty.say("0");
        workers.runAll();
        hasty.say("2[\"one\"]");
        hasty.say("2[\"two\"]");
        assertFalse(hasty.isClosed());
        hasty.say("2[\"three\"]");
        assertEquals(CloseReason.TRANSPORT_ERROR, hasty.closed());
        workers.runAll();
        assertEquals(List.of("one", "two", "transport error"), done);
    }

    @Test
    void eventsThatNobodyWantsTakeNoPlace() {
        ManualExecutor workers = new ManualExecutor();
        TestServer small = new TestServer(
                SocketIoConfig.builder()
                        .maxQueuedMessages(1)
                        .pingTimeout(Duration.ofMillis(1))
                        .build(),
                workers);
        small.io.on("wanted", message -> done.add(1));
        Client client = small.open();
        client.say("0");
        workers.runAll();
        for (int i = 0; i < 100; i++) client.say("2[\"unwanted\"]");
        assertFalse(workers.runOne());
        assertFalse(client.isClosed());
    }

    @Test
    void socketsDoNotWaitForEachOther() throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(2);
        try {
            TestServer parallel = new TestServer(workers);
            CountDownLatch blocked = new CountDownLatch(1);
            CountDownLatch free = new CountDownLatch(1);
            parallel.io.on("block", message -> {
                blocked.countDown();
                free.await();
            });
            CountDownLatch handled = new CountDownLatch(1);
            parallel.io.on("go", message -> handled.countDown());
            Client slow = parallel.open();
            Client quick = parallel.open();
            slow.say("0");
            quick.say("0");
            slow.say("2[\"block\"]");
            blocked.await();
            quick.say("2[\"go\"]");
            assertTrue(handled.await(30, TimeUnit.SECONDS));
            free.countDown();
        } finally {
            workers.shutdown();
        }
    }

    @Test
    void ofOneSocketNeverTwoAtATimeAndAlwaysInOrder() throws InterruptedException {
        int count = 20_000;
        ExecutorService workers = Executors.newFixedThreadPool(4);
        try {
            TestServer parallel = new TestServer(workers);
            AtomicInteger inside = new AtomicInteger();
            AtomicBoolean overlapped = new AtomicBoolean();
            ConcurrentLinkedQueue<Integer> seen = new ConcurrentLinkedQueue<>();
            CountDownLatch all = new CountDownLatch(count);
            parallel.io.on("n", int.class, message -> {
                if (inside.incrementAndGet() != 1) overlapped.set(true);
                seen.add(message.payload());
                inside.decrementAndGet();
                all.countDown();
            });
            Client client = parallel.open();
            client.say("0");
            for (int i = 0; i < count; i++) client.say("2[\"n\"," + i + "]");
            assertTrue(all.await(30, TimeUnit.SECONDS));
            assertFalse(overlapped.get());
            int expected = 0;
            for (int number : seen) assertEquals(expected++, number);
        } finally {
            workers.shutdownNow();
        }
    }

    @Test
    void inlineHandlersRunOnTheNetworkThread() {
        TestServer inline = new TestServer(
                SocketIoConfig.builder()
                        .dispatch(SocketIoConfig.Dispatch.INLINE)
                        .build(),
                executor);
        inline.io.on("e", message -> done.add(Thread.currentThread()));
        Client client = inline.open();
        client.say("0");
        for (int i = 0; i < 600; i++) client.say("2[\"e\"]");
        assertEquals(600, done.size());
        assertEquals(Thread.currentThread(), done.get(0));
    }
}
