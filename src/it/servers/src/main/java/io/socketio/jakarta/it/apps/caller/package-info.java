/** On servers with EJBs: who calls them. */
package io.socketio.jakarta.it.apps.caller;
