package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * The official admin UI in a browser; what is done there is told in src/test/js/admin-ui.mjs, each step of it is a test here. Needs Node and
 * Chromium: without them it is skipped, or fails where CI=true is set.
 */
class AdminUiBrowserIT {
    private static final int STEPS = 9;

    @TestFactory
    Stream<DynamicTest> officialUi() {
        if (!Node.isThere() || Node.chromium().isEmpty())
            return Stream.of(DynamicTest.dynamicTest("Node or Chromium is not there", Node::missing));
        List<DynamicTest> results = new ArrayList<>();
        App starting = app().option("admin.auth", "basic")
                .option("admin.auth.username", "ann")
                .option("admin.auth.password", AdminUiIT.HASH)
                .option("admin.mode", "development")
                .option("admin.serverId", "node-1")
                .option("cors.origin", "true")
                .option("cors.credentials", "true")
                .handlers(io -> {
                    io.on(
                            "rooms",
                            message -> message.ack().send(message.socket().rooms()));
                    io.on("chat", message -> io.emit("chat", message.args()));
                });
        String screenshot = Path.of("target/admin-ui.png").toAbsolutePath().toString();
        try (App app = starting.start();
                Node node = Node.run(
                        "admin-ui.mjs",
                        app.uri().toString(),
                        Node.chromium().orElseThrow(),
                        "ann",
                        AdminUiIT.PASSWORD,
                        screenshot)) {
            for (String line = node.line(); line != null; line = node.line()) {
                String result = line;
                boolean passed = line.startsWith("PASS ");
                results.add(test(line, passed ? () -> {} : () -> fail(result.replace("\\n", "\n"))));
            }
        }
        results.add(DynamicTest.dynamicTest("all steps", () -> assertEquals(STEPS, results.size() - 1)));
        return results.stream();
    }

    private static DynamicTest test(String line, Executable result) {
        return DynamicTest.dynamicTest(line.replaceAll("^.{5}|\".*", ""), result);
    }
}
