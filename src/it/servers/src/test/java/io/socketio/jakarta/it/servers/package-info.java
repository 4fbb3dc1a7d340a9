/** Tests that run on every server, each against the same applications. */
package io.socketio.jakarta.it.servers;
