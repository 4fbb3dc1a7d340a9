/** Applications as users of this library write them, deployed by tests to every server. A package goes into a WAR as a whole. */
package io.socketio.jakarta.it.apps;
