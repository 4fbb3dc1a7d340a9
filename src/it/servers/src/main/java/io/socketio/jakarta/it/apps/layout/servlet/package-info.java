/** A servlet beside the Socket.IO servlet, where there is no REST. */
package io.socketio.jakarta.it.apps.layout.servlet;
