/** What each deployment leaves behind of itself, in the hands of the JVM: nothing that would keep it alive. */
package io.socketio.jakarta.it.apps.redeploy.mark;
