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
        String name = System.getProperty("server", System.getProperty("arquillian.launch"));
        return valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /** Whether it is a whole Jakarta EE server. */
    boolean isJakartaEE() {
        return this != TOMCAT10 && this != TOMCAT11 && this != JETTY;
    }

    /** Whether its WebSocket is Tyrus. */
    boolean isTyrus() {
        return this == PAYARA || this == PAYARA_MICRO || this == GLASSFISH;
    }

    /**
     * Whether a servlet of web.xml that does not say that it is asynchronous can be made so all the same. Not on Tyrus' servers (Payara
     * 6.2025.10, GlassFish 7.0.21).
     */
    boolean mendsAsyncSupport() {
        return this != PAYARA && this != PAYARA_MICRO && this != GLASSFISH;
    }

    /** Whether a request for an upgrade that needs a login gets an answer at all. Not on Payara 6.2025.10 and GlassFish 7.0.21. */
    boolean answersUpgradesWithLoginPage() {
        return this != PAYARA && this != PAYARA_MICRO && this != GLASSFISH;
    }

    /**
     * Whether it can be told what we leave behind of an application that was undeployed. GlassFish (7.0.21) keeps empty ones as well,
     * Payara Micro (6.2025.10) is made to be started anew, and Jetty's adapter makes up a path for each deployment, where clients do not
     * come back to.
     */
    boolean letsGoOfApplications() {
        return this != JETTY && this != PAYARA_MICRO && this != GLASSFISH;
    }

    /** Whether constraint validators may have beans injected. Not on Open Liberty (26.0.0.3), whichever {@code Validator} an application asks. */
    boolean injectsConstraintValidators() {
        return isJakartaEE() && this != LIBERTY;
    }

    /** Adds what the server lacks. */
    WebArchive prepare(WebArchive war) {
        if (!isJakartaEE()) addAll(war, "json");
        return war;
    }

    /**
     * Adds the classes of a package, as files: the class path of the tests need not have them, where some servers would prefer them.
     *
     * @param name below that of the applications
     */
    static void addClasses(WebArchive war, String name) {
        String path = "io/socketio/jakarta/it/apps/" + name.replace('.', '/');
        war.addAsResource(new File("target/classes", path), path);
    }

    static void addAll(WebArchive war, String libraries) {
        war.addAsLibraries(new File("target/libs", libraries).listFiles());
    }
}
