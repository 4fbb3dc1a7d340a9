/** An application without CDI, to be deployed in several layouts. */
package io.socketio.jakarta.it.apps.layout.echo;
