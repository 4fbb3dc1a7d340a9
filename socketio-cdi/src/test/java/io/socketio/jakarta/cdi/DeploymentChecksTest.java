package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ConnectRequest;
import io.socketio.jakarta.ConnectionError;
import io.socketio.jakarta.Message;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.ServerSideMessage;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

public class DeploymentChecksTest {
    /** The whole story of a deployment that failed, as a log would show it. */
    private static String failure(Class<?>... beans) {
        Throwable failure = withOwnLoader(
                () -> assertThrows(Throwable.class, () -> App.deployed(beans).close()));
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** OpenWebBeans allows no second try with the same loader. */
    private static <T> T withOwnLoader(Supplier<T> deployment) {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(new ClassLoader(loader) {});
        try {
            return deployment.get();
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    private static void assertProblem(String rule, Class<?> bean, String method) {
        String failure = failure(bean);
        String expected = " - " + bean.getName() + "." + method + ": " + rule;
        assertTrue(failure.contains(expected), () -> "expected\n" + expected + "\nin\n" + failure);
        assertTrue(failure.contains("1 problem(s) with Socket.IO observers:"), failure);
    }

    @ApplicationScoped
    public static class Blank {
        void on(@Observes @SocketEvent(" ") Message<?> message) {}
    }

    @Test
    void blankName() {
        assertProblem("@SocketEvent(\" \") is blank", Blank.class, "on");
    }

    @ApplicationScoped
    public static class Reserved {
        void a(@Observes @SocketEvent("connect") Message<?> message) {}

        void b(@Observes @SocketEvent("connect_error") Message<?> message) {}

        void c(@Observes @SocketEvent("disconnect") Message<?> message) {}

        void d(@Observes @SocketEvent("disconnecting") Message<?> message) {}

        void e(@Observes @SocketEvent("newListener") Message<?> message) {}

        void f(@Observes @SocketEvent("removeListener") Message<?> message) {}
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        String failure = failure(Reserved.class, Blank.class);
        assertTrue(failure.contains("7 problem(s)"), failure);
        assertTrue(failure.contains(Blank.class.getName() + ".on: "), failure);
        for (String method : List.of("a", "b", "c", "d", "e", "f"))
            assertTrue(failure.contains(Reserved.class.getName() + "." + method + ": "), failure);
        assertTrue(
                failure.contains(
                        ".f: @SocketEvent(\"removeListener\") is a name that Socket.IO reserves, clients cannot send it"),
                failure);
    }

    @ApplicationScoped
    public static class NoSlash {
        void on(@Observes @OfNamespace("admin") ConnectEvent event) {}
    }

    @Test
    void namespaceWithoutSlash() {
        assertProblem("@OfNamespace(\"admin\") must start with \"/\"", NoSlash.class, "on");
    }

    @ApplicationScoped
    public static class Comma {
        void on(@Observes @OfNamespace("/a,b") ConnectEvent event) {}
    }

    @Test
    void namespaceWithComma() {
        assertProblem("@OfNamespace(\"/a,b\") holds a comma, which ends a name on the wire", Comma.class, "on");
    }

    @ApplicationScoped
    public static class BadPattern {
        void on(@Observes @OfNamespace(value = "/room-[", pattern = true) ConnectEvent event) {}
    }

    @Test
    void patternThatIsNone() {
        assertProblem(
                "@OfNamespace(value = \"/room-[\", pattern = true) is no regular expression: Unclosed character class",
                BadPattern.class,
                "on");
    }

    @ApplicationScoped
    public static class InjectedPattern {
        @Inject
        @OfNamespace(value = "room-.*", pattern = true)
        ParentNamespace rooms;
    }

    @Test
    void patternThatMatchesNoName() {
        assertProblem(
                "@OfNamespace(value = \"room-.*\", pattern = true) matches no namespace, as their names start with"
                        + " \"/\"",
                InjectedPattern.class,
                "rooms");
    }

    @ApplicationScoped
    public static class TwoNamespaces {
        void on(@Observes @OfNamespace("/a") @OfNamespace("/b") ConnectEvent event) {}
    }

    @Test
    void severalNamespaces() {
        assertProblem("only one @OfNamespace goes with an observer", TwoNamespaces.class, "on");
    }

    @ApplicationScoped
    public static class NoSlashInjected {
        @Inject
        @OfNamespace("")
        Namespace nowhere;
    }

    @Test
    void injectedNamespaceWithoutSlash() {
        assertProblem("@OfNamespace(\"\") must start with \"/\"", NoSlashInjected.class, "nowhere");
    }

    @ApplicationScoped
    public static class NoNamespace {
        void on(@Observes @OfNamespace("/chat") ConnectionError error) {}
    }

    @Test
    void namespaceOnWhatHasNone() {
        assertProblem(
                "@OfNamespace does not go with ConnectionError: a connection may join any namespaces",
                NoNamespace.class,
                "on");
    }

    @ApplicationScoped
    public static class NoMessage {
        void on(@Observes @SocketEvent("chat") String text) {}
    }

    @Test
    void socketEventOnSomethingElse() {
        assertProblem(
                "@SocketEvent goes with Message, OutgoingMessage and ServerSideMessage only, this observes java.lang.String",
                NoMessage.class,
                "on");
    }

    @ApplicationScoped
    public static class ReservedByServers {
        void on(@Observes @SocketEvent("new_namespace") ServerSideMessage message) {}
    }

    @Test
    void nameThatServersCannotSend() {
        assertProblem(
                "@SocketEvent(\"new_namespace\") is a name that Socket.IO reserves, servers cannot send it",
                ReservedByServers.class,
                "on");
    }

    @ApplicationScoped
    public static class ReservedOutgoing {
        void on(@Observes @SocketEvent("disconnect") OutgoingMessage message) {}
    }

    @Test
    void nameThatCannotGoOut() {
        assertProblem(
                "@SocketEvent(\"disconnect\") is a name that Socket.IO reserves, servers cannot send it",
                ReservedOutgoing.class,
                "on");
    }

    @ApplicationScoped
    public static class NamelessServerSide {
        void on(@Observes ServerSideMessage message) {}
    }

    @Test
    void serverSideMessageWithoutName() {
        assertProblem(
                "ServerSideMessage needs @SocketEvent: only events with known names are heard",
                NamelessServerSide.class,
                "on");
    }

    @ApplicationScoped
    public static class AsyncRequest {
        void on(@ObservesAsync ConnectRequest request) {}
    }

    @Test
    void asynchronousRequests() {
        assertProblem(
                "ConnectRequest cannot be observed by @ObservesAsync, which could not refuse: use @Observes",
                AsyncRequest.class,
                "on");
    }

    @ApplicationScoped
    public static class TwoTypes {
        void one(@Observes @SocketEvent("chat") Message<String> message) {}

        void other(@Observes @SocketEvent("chat") @OfNamespace("/x") Message<List<String>> message) {}

        void any(@Observes @SocketEvent("chat") Message<?> message) {}
    }

    @Test
    void twoPayloadTypesAcrossAnyAndOneNamespace() {
        String failure = failure(TwoTypes.class);
        String name = TwoTypes.class.getName();
        // the container chooses the order of the two
        String one = name + ".one: two payload types for the event \"chat\": Message<java.lang.String> here,"
                + " Message<java.util.List<java.lang.String>> in " + name + ".other";
        String other = name + ".other: two payload types for the event \"chat\":"
                + " Message<java.util.List<java.lang.String>> here, Message<java.lang.String> in " + name + ".one";
        assertTrue(failure.contains(one) || failure.contains(other), failure);
        assertTrue(failure.contains("1 problem(s)"), failure);
    }

    @ApplicationScoped
    public static class TwoTypesByPattern {
        void one(
                @Observes @OfNamespace(value = "/room-\\d", pattern = true) @SocketEvent("x")
                        Message<String> message) {}

        void other(@Observes @OfNamespace("/room-1") @SocketEvent("x") Message<Integer> message) {}

        void elsewhere(@Observes @OfNamespace("/room-x") @SocketEvent("x") Message<Boolean> message) {}
    }

    @Test
    void twoPayloadTypesForANameThatMatchesAPattern() {
        String failure = failure(TwoTypesByPattern.class);
        assertTrue(failure.contains(": two payload types for the event \"x\": "), failure);
        assertTrue(failure.contains("1 problem(s)"), failure);
    }

    record Hidden(String text) {}

    @ApplicationScoped
    public static class HiddenPayload {
        void on(@Observes @SocketEvent("chat") Message<List<Hidden>> message) {}
    }

    @Test
    void payloadThatIsNotPublic() {
        assertProblem(
                "the payload type " + Hidden.class.getName() + " cannot be reached by JSON-B: it is not public",
                HiddenPayload.class,
                "on");
    }

    static class Outer {
        public record Inside(String text) {}
    }

    @ApplicationScoped
    public static class NestedPayload {
        void on(@Observes @SocketEvent("chat") Message<Outer.Inside[]> message) {}
    }

    @Test
    void payloadInAClassThatIsNotPublic() {
        assertProblem(
                "the payload type " + Outer.Inside.class.getName() + " cannot be reached by JSON-B: "
                        + Outer.class.getName() + " is not public",
                NestedPayload.class,
                "on");
    }

    public class Inner {}

    @ApplicationScoped
    public static class InnerPayload {
        void on(@Observes @SocketEvent("chat") Message<Inner> message) {}
    }

    @Test
    void payloadThatNeedsAnOuterInstance() {
        assertProblem(
                "the payload type " + Inner.class.getName()
                        + " cannot be made by JSON-B: it is an inner class, make it static",
                InnerPayload.class,
                "on");
    }

    @Test
    void localPayload() {
        record Local(String text) {}
        Observer observer = new Observer(Message.class, Set.of(), "chat", Local.class, false, Access.OPEN, "Bean.on");
        assertEquals(
                List.of("Bean.on: the payload type " + Local.class.getName()
                        + " is local to a method, JSON-B cannot reach it: make it a public class"),
                DeploymentChecks.problems(List.of(observer), List.of()));
    }

    @ApplicationScoped
    public static class NotConcrete {
        void on(@Observes @SocketEvent("chat") Message<? extends Number> message) {}
    }

    @Test
    void payloadThatIsNotConcrete() {
        assertProblem("the payload type ? extends ", NotConcrete.class, "on");
    }

    @ApplicationScoped
    public static class Nameless {
        void on(@Observes Message<String> message) {}
    }

    @Test
    void payloadWithoutName() {
        assertProblem(
                "Message<java.lang.String> needs @SocketEvent: for messages of any name observe Message<?> or"
                        + " Message<Arguments>",
                Nameless.class,
                "on");
    }

    @ApplicationScoped
    public static class Contradiction {
        @PermitAll
        @RolesAllowed("admin")
        void on(@Observes @SocketEvent("chat") Message<String> message) {}
    }

    @Test
    void severalAnnotationsOfAccess() {
        assertProblem("only one goes of @PermitAll, @RolesAllowed", Contradiction.class, "on");
    }

    enum Colour {
        RED
    }

    @ApplicationScoped
    public static class Fine {
        void numbers(@Observes @SocketEvent("numbers") Message<Map<String, List<Integer>>> message) {}

        void bytes(@Observes @SocketEvent("bytes") Message<byte[]> message) {}

        void colour(@Observes @SocketEvent("colour") Message<Colour> message) {}

        void otherObserver(@Observes String anything) {}

        void serverSide(@Observes @SocketEvent("disconnect") ServerSideMessage message) {}
    }

    @Test
    void whatIsFineStarts() {
        App.started(Fine.class).close();
    }
}
