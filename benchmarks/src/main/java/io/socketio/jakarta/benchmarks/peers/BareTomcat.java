package io.socketio.jakarta.benchmarks.peers;

import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.jspecify.annotations.Nullable;

/** A WebSocket endpoint on Tomcat that cuts strings up instead of being a Socket.IO server: what the container costs. */
public final class BareTomcat {
    private static final String OPEN =
            "0{\"sid\":\"bare\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}";

    private BareTomcat() {}

    /**
     * Starts it.
     *
     * @param args the port
     */
    public static void main(String[] args) throws IOException, LifecycleException {
        File base = Files.createTempDirectory("bare-tomcat").toFile();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.getPath());
        Connector connector = new Connector();
        connector.setPort(Integer.parseInt(args[0]));
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("acceptCount", "4096");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", base.getPath());
        Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
        context.addServletMappingDecoded("/", "default");
        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer(
                (classes, servletContext) -> {
                    try {
                        ((ServerContainer) servletContext.getAttribute(ServerContainer.class.getName()))
                                .addEndpoint(ServerEndpointConfig.Builder.create(Bare.class, "/socket.io/")
                                        .build());
                    } catch (DeploymentException e) {
                        throw new IllegalStateException(e);
                    }
                },
                null);
        tomcat.start();
        tomcat.getServer().await();
    }

    /** Made by the container, one for each connection. */
    public static final class Bare extends Endpoint implements MessageHandler.Whole<String> {
        private static final Set<Session> ALL = ConcurrentHashMap.newKeySet();

        private @Nullable Session session;

        @Override
        public void onOpen(Session opened, EndpointConfig config) {
            session = opened;
            ALL.add(opened);
            opened.addMessageHandler(this);
            send(opened, OPEN);
        }

        @Override
        public void onMessage(String message) {
            Session session = Objects.requireNonNull(this.session);
            if (message.equals("40")) send(session, "40{\"sid\":\"bare\"}");
            else if (message.startsWith("[\"echo\",", 4))
                send(session, "43" + message.substring(2, 4) + "[" + message.substring(12));
            else if (message.startsWith("42[\"broadcast\",")) broadcast("42[\"tick\"," + message.substring(15));
        }

        private static void broadcast(String message) {
            for (Session each : ALL) send(each, message);
        }

        private static void send(Session to, String message) {
            synchronized (to) {
                try {
                    to.getBasicRemote().sendText(message);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public void onClose(Session closed, CloseReason reason) {
            ALL.remove(closed);
        }
    }
}
