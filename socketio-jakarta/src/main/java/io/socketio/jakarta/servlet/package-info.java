/** The composition root: servlets, configuration from web.xml, start and stop with the application. */
@NullMarked
package io.socketio.jakarta.servlet;

import org.jspecify.annotations.NullMarked;
