package io.socketio.jakarta.it.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many clients at once. */
final class Crowd {
    private Crowd() {}

    /** Makes so many, a few at a time. */
    static <T> List<T> of(int count, IntFunction<T> maker) {
        return of(count, 16, maker);
    }

    static <T> List<T> of(int count, int atOnce, IntFunction<T> maker) {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                tasks.add(() -> maker.apply(number));
            }
            List<T> made = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) made.add(future.get());
            return made;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * So many come over each transport, and go: Tomcat keeps buffers for the next ones, which must not be taken for a loss afterwards.
     */
    static void comeAndGo(ServerProcess server, int each) {
        Stats before = server.stats();
        List<Member> members = of(each, i -> Member.join(server.endpoint()));
        List<Polling> pollers = of(each, i -> {
            Polling client = Polling.join(server.endpoint());
            client.polls().send("GET", client.query(), "");
            return client;
        });
        for (Polling client : pollers) client.post("1");
        close(members);
        close(pollers);
        Waiting.until("they are gone", Duration.ofSeconds(20), () -> {
            Stats now = server.stats();
            return now.connections() <= before.connections() && now.descriptors() <= before.descriptors() + 4;
        });
    }

    static void close(List<? extends AutoCloseable> clients) {
        for (AutoCloseable client : clients) {
            try {
                client.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
