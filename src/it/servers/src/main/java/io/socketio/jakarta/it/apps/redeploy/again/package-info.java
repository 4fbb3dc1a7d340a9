/** An application with two servers, one of them with short heartbeats, which notes how its clients end. */
package io.socketio.jakarta.it.apps.redeploy.again;
