/** What each client's handshake was. */
package io.socketio.jakarta.it.apps.handshakes;
