/** An application without Socket.IO that stays, and looks at what others leave behind. */
package io.socketio.jakarta.it.apps.redeploy.probe;
