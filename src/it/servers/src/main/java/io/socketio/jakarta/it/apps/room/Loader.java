package io.socketio.jakarta.it.apps.room;

/** The context class loader, by which libraries find what belongs to an application. */
final class Loader {
    private Loader() {}

    /** Whether this thread has that of this application. */
    static boolean isRight() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            return loader != null
                    && loader.loadClass(Loader.class.getName()) == Loader.class
                    && loader.getResource("of-this-application.txt") != null;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
