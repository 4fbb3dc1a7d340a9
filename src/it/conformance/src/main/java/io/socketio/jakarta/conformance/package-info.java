/** The conformance WAR, on the public API only. */
@NullMarked
package io.socketio.jakarta.conformance;

import org.jspecify.annotations.NullMarked;
