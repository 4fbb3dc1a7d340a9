/** An application in several layouts: with and without web.xml, behind filters, beside other resources. */
package io.socketio.jakarta.it.apps.layout;
