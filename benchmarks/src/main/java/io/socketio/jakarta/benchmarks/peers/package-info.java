/** What this server is compared to. */
@NullMarked
package io.socketio.jakarta.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
