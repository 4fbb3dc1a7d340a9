/** JNDI, transactions, session beans and validation, for servers that have them. */
package io.socketio.jakarta.it.apps.ee;
