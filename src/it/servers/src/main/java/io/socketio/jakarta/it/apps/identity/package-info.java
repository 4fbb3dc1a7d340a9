/** The container's login: who somebody is, what that allows, and logging out. */
package io.socketio.jakarta.it.apps.identity;
