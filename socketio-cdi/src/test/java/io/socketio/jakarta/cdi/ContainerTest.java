package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That the report tells the truth about the container. */
public class ContainerTest {
    @ApplicationScoped
    public static class Something {}

    @Test
    void runsOnTheContainerThatTheReportNames() {
        try (SeContainer container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(Something.class)
                .initialize()) {
            String jar = container
                    .getClass()
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath();
            Matcher name = Pattern.compile(".*/(weld|openwebbeans)-se(?:-core)?-([^/]+)\\.jar")
                    .matcher(jar);
            assertEquals(true, name.matches(), jar);
            assertEquals(System.getProperty("cdi.container"), name.group(1) + " " + name.group(2));
        }
    }

    @Test
    void weld6BringsCdi41() {
        String api = BeanManager.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        Map<String, String> expected = Map.of("weld 6.0.4.Final", "4.1.");
        String version = expected.getOrDefault(System.getProperty("cdi.container"), "4.0.");
        assertEquals(true, api.contains("jakarta.enterprise.cdi-api-" + version), api);
    }
}
