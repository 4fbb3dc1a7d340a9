package io.socketio.jakarta.benchmarks;

import io.socketio.jakarta.Message;
import io.socketio.jakarta.SocketIoConfig;
import io.socketio.jakarta.SocketIoExtension;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.cdi.SocketEvent;
import io.socketio.jakarta.cdi.SocketIoCdiExtension;
import io.socketio.jakarta.json.JsonbCodec;
import io.socketio.jakarta.server.DefaultServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The same message to a handler, and to an observer of CDI (Weld) with its request context; without a network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CdiBenchmark {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final DefaultServer io = new DefaultServer(SocketIoConfig.defaults(), new JsonbCodec());
    private final SocketIoExtension extension =
            ServiceLoader.load(SocketIoExtension.class).findFirst().orElseThrow();
    private @Nullable SeContainer cdi;
    private @Nullable Sink client;

    /** The application. */
    @ApplicationScoped
    public static class Chat {
        /** Answers. */
        public void echo(@Observes @SocketEvent("observed") Message<String> message) {
            message.ack().send(message.args());
        }
    }

    @Setup
    public void setup() {
        io.engineServer().start(Runnable::run, timer);
        io.on("handled", m -> m.ack().send(m.args()));
        cdi = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(Chat.class)
                .addExtensions(new SocketIoCdiExtension())
                .initialize();
        extension.start(context());
        client = Sink.join(io.engineServer());
    }

    private ServletContext context() {
        return (ServletContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getInitParameterNames" -> Collections.emptyEnumeration();
                    case "getAttribute" ->
                        SocketIoServer.SERVERS.equals(args[0]) ? Map.of(SocketIoServer.DEFAULT_SERVLET, io) : null;
                    default -> null;
                });
    }

    @TearDown
    public void tearDown() {
        io.close();
        extension.stop(context());
        if (cdi != null) cdi.close();
        timer.shutdownNow();
    }

    @Benchmark
    public long handler() {
        return say("21[\"handled\",\"text\"]");
    }

    @Benchmark
    public long observer() {
        return say("21[\"observed\",\"text\"]");
    }

    private long say(String packet) {
        if (client == null) throw new IllegalStateException();
        client.say(packet);
        return client.sent();
    }
}
