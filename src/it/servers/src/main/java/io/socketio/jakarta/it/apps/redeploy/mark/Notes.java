package io.socketio.jakarta.it.apps.redeploy.mark;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lists that outlive an application. They belong to the JVM, so only objects of JDK classes may go into them. */
public final class Notes {
    private Notes() {}

    /** To the end of the list of that name. */
    public static void add(String name, Object note) {
        list(name).add(note);
    }

    @SuppressWarnings("unchecked") // nobody else has keys like these
    private static List<Object> list(String name) {
        String key = "notes: " + name;
        System.getProperties().putIfAbsent(key, new CopyOnWriteArrayList<>());
        return (List<Object>) System.getProperties().get(key);
    }
}
