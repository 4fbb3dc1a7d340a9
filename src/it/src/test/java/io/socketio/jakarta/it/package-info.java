/** The server in embedded Tomcat, as its clients see it: one class for each behaviour. */
package io.socketio.jakarta.it;
