/** Observers, scopes, injection and handlers in code: whatever works on all servers. */
package io.socketio.jakarta.it.apps.room;
