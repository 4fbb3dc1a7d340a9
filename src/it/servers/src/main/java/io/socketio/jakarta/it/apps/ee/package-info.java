/** JNDI, transactions and session beans, for servers that have them. */
package io.socketio.jakarta.it.apps.ee;
