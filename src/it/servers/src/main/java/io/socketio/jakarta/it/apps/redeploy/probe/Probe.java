package io.socketio.jakarta.it.apps.redeploy.probe;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The list of notes that the query names, as JSON. In place of class loaders, after a garbage collection: how many there were, how many
 * there are, and the threads that have one of them or a name of ours; the pool of the query, and what its threads have, apart.
 */
@WebServlet(urlPatterns = "/notes", asyncSupported = true)
public class Probe extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, CountDownLatch> turns = new ConcurrentHashMap<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getParameter("turn") != null) {
            takeTurn(request.getParameter("turn"), Integer.parseInt(request.getParameter("threads")));
            return;
        }
        String name = request.getParameter("of");
        List<?> notes = System.getProperties().get("notes: " + name) instanceof List<?> list ? list : List.of();
        if (!name.startsWith("loaders")) {
            answer(response, "{\"notes\":" + json(notes) + "}");
            return;
        }
        String pool = request.getParameter("pool");
        AsyncContext later = request.startAsync();
        new Thread(() -> {
                    try {
                        answer(response, loaders(notes, pool));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        later.complete();
                    }
                })
                .start();
    }

    /** Requests that wait for each other: each has a thread of the server's for itself. */
    private void takeTurn(String turn, int threads) {
        CountDownLatch all = turns.computeIfAbsent(turn, unused -> new CountDownLatch(threads));
        all.countDown();
        try {
            all.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpServletResponse response, String json) throws IOException {
        response.setContentType("application/json");
        response.getWriter().print(json);
    }

    /**
     * On a thread that has nothing of the server below it: compiled methods keep what they refer to while they run, and those of the server
     * that serve this request may have been compiled for applications that are gone (Tomcat 11 on JDK 25).
     */
    private static String loaders(List<?> references, String pool) {
        System.gc();
        Set<Object> loaders = references.stream()
                .map(reference -> ((WeakReference<?>) reference).get())
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
        Map<Boolean, List<Thread>> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().startsWith("socketio-") || loaders.contains(thread.getContextClassLoader()))
                .collect(Collectors.partitioningBy(
                        thread -> !pool.isEmpty() && thread.getName().startsWith(pool)));
        threads.get(true).forEach(thread -> loaders.remove(thread.getContextClassLoader()));
        return "{\"deployed\":" + references.size() + ",\"alive\":" + loaders.size() + ",\"threads\":"
                + json(threads.get(false).stream().map(Thread::getName).toList())
                + ",\"pooled\":" + threads.get(true).size() + "}";
    }

    private static String json(Collection<?> strings) {
        return strings.stream()
                .map(s -> "\"" + s.toString().replaceAll("[\"\\\\]", "_") + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
