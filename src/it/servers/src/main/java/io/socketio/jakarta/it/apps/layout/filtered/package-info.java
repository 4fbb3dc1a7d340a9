/** Filters before the Socket.IO servlet. */
package io.socketio.jakarta.it.apps.layout.filtered;
