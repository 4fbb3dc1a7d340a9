package io.socketio.jakarta.it.servers;

import java.io.File;
import java.util.Locale;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What applications must bring for a server, and what it does not have. */
enum Server {
    TOMCAT10,
    TOMCAT11,
    JETTY,
    WILDFLY,
    PAYARA,
    PAYARA_MICRO,
    GLASSFISH,
    LIBERTY;

    /** The one that this run is on. */
    static Server current() {
        return valueOf(System.getProperty("arquillian.launch").replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /** Whether it is a whole Jakarta EE server. */
    boolean isJakartaEE() {
        return this != TOMCAT10 && this != TOMCAT11 && this != JETTY;
    }

    /** Adds what the server lacks. */
    WebArchive prepare(WebArchive war) {
        if (!isJakartaEE()) addAll(war, "json");
        return war;
    }

    static void addAll(WebArchive war, String libraries) {
        war.addAsLibraries(new File("target/libs", libraries).listFiles());
    }
}
