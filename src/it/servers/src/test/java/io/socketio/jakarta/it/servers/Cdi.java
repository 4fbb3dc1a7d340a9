package io.socketio.jakarta.it.servers;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What an application with observers consists of beside its classes. */
final class Cdi {
    static final String APPS = "io.socketio.jakarta.it.apps.";

    /**
     * For web.xml. Weld on Tomcat and Jetty begins a request context with a long poll, which ends on another thread: it would stay behind
     * on the first, with a warning each time.
     */
    private static final String CONTEXT_PARAMS = Server.current().isJakartaEE() ? "" : """
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

    /** @param packages names below that of the applications */
    static WebArchive war(String archive, String... packages) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, archive);
        for (String name : packages) Server.addClasses(war, name);
        Server.addAll(war, "socketio");
        Server.addAll(war, "cdi");
        if (!Server.current().isJakartaEE()) {
            Server.addAll(war, Server.current() == Server.TOMCAT11 ? "weld6" : "weld5");
            war.addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml"); // Weld asks for it
        }
        return Server.current().prepare(war);
    }

    /** @param content between {@code <web-app>} and {@code </web-app>} */
    static StringAsset webXml(String content) {
        return new StringAsset("""
                <?xml version="1.0" encoding="UTF-8"?>
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                %s%s</web-app>
                """.formatted(content, CONTEXT_PARAMS));
    }
}
