package io.socketio.jakarta.it.apps.redeploy.probe;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The list of notes that the query names, as JSON. In place of class loaders, after a garbage collection: how many there were, how many
 * there are, and the threads that have one of them or a name of ours; the pool of the query, and what its threads have, apart.
 */
@WebServlet("/notes")
public class Probe extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getParameter("of");
        List<?> notes = System.getProperties().get("notes: " + name) instanceof List<?> list ? list : List.of();
        response.setContentType("application/json");
        response.getWriter()
                .print(
                        name.startsWith("loaders")
                                ? loaders(notes, request.getParameter("pool"))
                                : "{\"notes\":" + json(notes) + "}");
    }

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
