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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MailboxTest {
    private final ManualExecutor workers = new ManualExecutor();
    private final List<Object> done = new ArrayList<>();

    /** A server whose handlers write down the names of events. */
    private TestServer server(int maxQueuedMessages) {
        TestServer server = new TestServer(
                SocketIoConfig.builder().maxQueuedMessages(maxQueuedMessages).build(), workers);
        server.io.onAny(message -> done.add(message.event()));
        server.io.onDisconnect((socket, reason) -> done.add(reason.toString()));
        return server;
    }

    private Client connected(TestServer server) {
        Client client = server.open();
        client.say("0");
        workers.runAll();
        return client;
    }

    private static void say(Client client, String... events) {
        for (String event : events) client.say("2[\"" + event + "\"]");
    }

    /** Says it on a network thread of its own, and returns when that thread waits. */
    private static CompletableFuture<Void> sayAndWait(Client client, String event) {
        CompletableFuture<Void> said = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            say(client, event);
            said.complete(null);
        });
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING && !said.isDone()) Thread.onSpinWait();
        return said;
    }

    @Test
    void messagesAreHandledInOrder() {
        Client client = connected(server(10));
        say(client, "a", "b", "c");
        assertEquals(List.of(), done);
        workers.runAll();
        assertEquals(List.of("a", "b", "c"), done);
        say(client, "d");
        workers.runAll();
        assertEquals(List.of("a", "b", "c", "d"), done);
    }

    /** A run is as many as its time allows, which a pause of the process may cut short. */
    @Test
    void manyAreHandledInOneRun() {
        Client client = connected(server(1_000));
        for (int i = 0; i < 1_000; i++) say(client, "e");
        int runs = 0;
        while (workers.runOne()) runs++;
        assertEquals(1_000, done.size());
        assertTrue(runs < 100, runs + " runs");
    }

    @Test
    void slowHandlersLetOthersHaveTheirTurn() {
        TestServer server = server(100);
        Client slow = connected(server);
        Client other = connected(server);
        server.io.on("slow", message -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)));
        for (int i = 0; i < 100; i++) say(slow, "slow");
        say(other, "other");
        workers.runOne();
        workers.runOne();
        assertEquals("other", done.get(done.size() - 1));
        assertTrue(done.size() <= 3, "one slow one at a time, as parking may end early: " + done);
    }

    @Test
    void whatComesMeanwhileWaitsItsTurn() {
        TestServer server = server(10);
        Client client = connected(server);
        server.io.on("first", message -> {
            say(client, "third");
            done.add("handled");
        });
        say(client, "first", "second");
        workers.runAll();
        assertEquals(List.of("first", "handled", "second", "third"), done);
    }

    @Test
    void othersHaveTheirTurn() {
        TestServer server = server(10_000);
        Client busy = connected(server);
        Client other = connected(server);
        for (int i = 0; i < 5_000; i++) say(busy, "busy");
        say(other, "other");
        workers.runOne();
        assertTrue(done.size() < 5_000);
        workers.runOne();
        assertTrue(done.contains("other"));
        workers.runAll();
        assertEquals(5_001, done.size());
    }

    @Test
    void aFullMailboxMakesTheNetworkWait() {
        Client client = connected(server(2));
        say(client, "one", "two");
        CompletableFuture<Void> third = sayAndWait(client, "three");
        assertFalse(third.isDone());
        assertEquals(List.of(), done);
        workers.runAll();
        third.join();
        workers.runAll();
        assertEquals(List.of("one", "two", "three"), done);
        assertFalse(client.isClosed());
    }

    @Test
    void butNotLongerThanTheSessionLasts() {
        Client client = connected(server(1));
        say(client, "one");
        CompletableFuture<Void> second = sayAndWait(client, "two");
        client.transportClosed();
        second.join();
        workers.runAll();
        assertEquals(List.of("one", "transport close"), done);
    }

    @Test
    void theEndIsHandledEvenIfTheMailboxIsFull() {
        Client client = connected(server(1));
        say(client, "one");
        client.transportClosed();
        workers.runAll();
        assertEquals(List.of("one", "transport close"), done);
    }

    @Test
    void aClientThatIsTooFastForItsHandlersIsClosed() {
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
                workers);
        inline.io.on("e", message -> done.add(Thread.currentThread()));
        Client client = inline.open();
        client.say("0");
        for (int i = 0; i < 600; i++) client.say("2[\"e\"]");
        assertEquals(600, done.size());
        assertEquals(Thread.currentThread(), done.get(0));
    }

    @Test
    void boundedInBytesOverAllMailboxesOfAConnection() {
        SocketIoConfig config = SocketIoConfig.builder()
                .maxHttpBufferSize(100)
                .pingTimeout(Duration.ofMillis(1))
                .build();
        Client client = server(10).open();
        Backlog backlog = new Backlog(config, new Semaphore(1));
        Mailbox one = new Mailbox(client.socket(), workers, backlog);
        Mailbox two = new Mailbox(client.socket(), workers, backlog);
        assertTrue(one.add(() -> done.add(1), 300));
        assertTrue(two.add(() -> done.add(2), 100));
        assertFalse(two.add(() -> done.add(3), 1), "400 bytes wait already");
        workers.runAll();
        assertTrue(two.add(() -> done.add(4), 300));
        workers.runAll();
        assertEquals(List.of(1, 2, 4), done);
    }

    @Test
    void onlySoManyNetworkThreadsWait() {
        SocketIoConfig config = SocketIoConfig.builder().maxQueuedMessages(1).build();
        Mailbox mailbox = new Mailbox(server(10).open().socket(), workers, new Backlog(config, new Semaphore(0)));
        assertTrue(mailbox.add(() -> done.add(1), 1));
        assertFalse(mailbox.add(() -> done.add(2), 1), "no thread may wait: it is refused at once");
    }
}
