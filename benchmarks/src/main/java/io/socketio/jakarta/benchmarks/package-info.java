/** What the parts cost, by JMH. */
@NullMarked
package io.socketio.jakarta.benchmarks;

import org.jspecify.annotations.NullMarked;
