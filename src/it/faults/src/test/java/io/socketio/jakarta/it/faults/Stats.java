package io.socketio.jakarta.it.faults;

/**
 * How the server's process is.
 *
 * @param used bytes that live: of the heap after a collection, and direct buffers
 * @param connections of Engine.IO
 * @param sockets in the main namespace
 * @param emitted characters of what clients asked for by "send me megabytes"
 * @param descriptors open files and network connections
 */
record Stats(long used, int threads, int connections, int sockets, long emitted, long descriptors) {
    static final long MB = 1 << 20;

    double megabytesAbove(Stats base) {
        return (double) (used - base.used) / MB;
    }

    @Override
    public String toString() {
        return "%.1f MB, %d threads, %d descriptors, %d connections"
                .formatted((double) used / MB, threads, descriptors, connections);
    }
}
