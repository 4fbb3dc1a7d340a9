package io.socketio.jakarta.it.servers;

import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What an application with observers consists of beside its classes. */
final class Cdi {
    /**
     * For web.xml. Weld on Tomcat and Jetty begins a request context with a long poll, which ends on another thread: it would stay behind
     * on the first, with a warning each time.
     */
    static final String CONTEXT_PARAMS = Server.current().isJakartaEE() ? "" : """
            <context-param>
              <param-name>org.jboss.weld.context.mapping</param-name>
              <param-value>(?!/socket\\.io(/|$)).*</param-value>
            </context-param>
            <context-param>
              <param-name>org.jboss.weld.context.ignore.guard</param-name>
              <param-value>false</param-value>
            </context-param>
            """;

    private Cdi() {}

    static WebArchive addTo(WebArchive war) {
        Server.addAll(war, "socketio");
        Server.addAll(war, "cdi");
        if (!Server.current().isJakartaEE()) {
            Server.addAll(war, Server.current() == Server.TOMCAT11 ? "weld6" : "weld5");
            war.addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml"); // Weld asks for it
        }
        return Server.current().prepare(war);
    }
}
