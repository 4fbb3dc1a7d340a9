package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Fixture;
import io.socketio.jakarta.it.support.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * The official JavaScript client over each transport; what it does is told in src/test/js/client.mjs, each scenario of it is a test here. Needs
 * Node: without it the test is skipped, or fails where CI=true is set.
 */
class JavaScriptClientIT {
    private static final int SCENARIOS = 13;

    @TestFactory
    Stream<DynamicContainer> scenarios() {
        return Stream.of("polling", "websocket", "polling,websocket")
                .map(transports -> DynamicContainer.dynamicContainer(transports, run(transports)));
    }

    private static List<DynamicTest> run(String transports) {
        if (!Node.isThere()) return List.of(DynamicTest.dynamicTest(Node.MISSING, Node::missing));
        List<DynamicTest> results = new ArrayList<>();
        try (App app = app().handlers(new Fixture()).start();
                Node node = Node.run("client.mjs", app.uri().toString(), transports)) {
            for (String line = node.line(); line != null; line = node.line()) {
                String result = line;
                switch (line.split(" ", 2)[0]) {
                    case "ASK" -> {
                        if (line.equals("ASK stop")) app.stop();
                        else app.start();
                        node.tell("done");
                    }
                    case "PASS" -> results.add(test(result, transports, () -> {}));
                    default -> results.add(test(result, transports, () -> fail(result.replace("\\n", "\n"))));
                }
            }
        }
        results.add(DynamicTest.dynamicTest(
                transports + ": all scenarios", () -> assertEquals(SCENARIOS, results.size() - 1)));
        return results;
    }

    private static DynamicTest test(String line, String transports, Executable result) {
        return DynamicTest.dynamicTest(transports + ": " + line.replaceAll("^.{5}|\".*", ""), result);
    }
}
