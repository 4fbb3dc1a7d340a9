/** Makes a WAR executable, see {@link io.socketio.jakarta.launcher.Launcher}. */
@NullMarked
package io.socketio.jakarta.launcher;

import org.jspecify.annotations.NullMarked;
