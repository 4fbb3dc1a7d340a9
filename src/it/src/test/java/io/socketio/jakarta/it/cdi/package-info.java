/** CDI end to end: Weld in Tomcat, the real server and real clients. */
package io.socketio.jakarta.it.cdi;
