/** Load on servers in processes of their own, and what it costs them. */
@NullMarked
package io.socketio.jakarta.benchmarks.load;

import org.jspecify.annotations.NullMarked;
