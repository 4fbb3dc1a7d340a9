/** A REST resource beside the Socket.IO servlet. */
package io.socketio.jakarta.it.apps.layout.jaxrs;
