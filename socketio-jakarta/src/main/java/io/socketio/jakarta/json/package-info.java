/** JSON text to and from Java types: the SPI and its implementation on JSON-B, the only user of it. */
@NullMarked
package io.socketio.jakarta.json;

import org.jspecify.annotations.NullMarked;
