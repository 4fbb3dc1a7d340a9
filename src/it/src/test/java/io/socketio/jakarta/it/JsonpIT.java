package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Echo;
import io.socketio.jakarta.it.support.Http;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Polling by scripts and forms, where option {@code jsonp} lets it: for pages that may read what they get, and for no others. */
class JsonpIT {
    private static final String[] OWN_PAGE = {"Sec-Fetch-Site", "same-origin"};

    private final Echo echo = new Echo();

    private App start() {
        return app().option("jsonp", true)
                .option("allowEIO3", true)
                .handlers(echo)
                .start();
    }

    private static HttpResponse<String> get(App app, String query, String... headers) {
        return Http.request(URI.create(app.uri() + "/socket.io/"), "GET", query + "&transport=polling", null, headers);
    }

    private static HttpResponse<String> post(App app, String query, String body) {
        return Http.request(
                URI.create(app.uri() + "/socket.io/"), "POST", query + "&transport=polling", body, OWN_PAGE);
    }

    private static String form(String payload) {
        return "d=" + URLEncoder.encode(payload, StandardCharsets.UTF_8);
    }

    /** The sid in an answer, where quotes are escaped. */
    private static String sid(HttpResponse<String> open) {
        return Http.sid(open.body().replace("\\", ""));
    }

    private static void refused(HttpResponse<String> response, App app) {
        assertEquals(403, response.statusCode());
        assertEquals("{\"code\":4,\"message\":\"Forbidden\"}", response.body());
        assertEquals(0, app.server().engine().clientsCount());
    }

    @Test
    void answersAreScripts() {
        try (App app = start()) {
            HttpResponse<String> open = get(app, "EIO=4&j=12", OWN_PAGE);
            assertEquals(200, open.statusCode());
            assertTrue(open.body().startsWith("___eio[12](\"0{\\\"sid\\\":\\\""), open.body());
            assertTrue(open.body().endsWith("}\");"), open.body());
            assertEquals(
                    "text/javascript;charset=utf-8",
                    open.headers()
                            .firstValue("Content-Type")
                            .orElse("")
                            .toLowerCase()
                            .replace(" ", ""));
            String session = "EIO=4&j=12&sid=" + sid(open);
            assertEquals("ok", post(app, session, form("40")).body());
            assertTrue(get(app, session, OWN_PAGE).body().startsWith("___eio[12](\"40{"));
            post(app, session, form("42[\"echo\",\"a\\\\nb€\u2028\"]"));
            assertEquals(
                    "___eio[12](\"42[\\\"echo\\\",\\\"a\\\\nb€\\u2028\\\"]\");",
                    get(app, session, OWN_PAGE).body());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EIO=4 | 451-["echo",{"_placeholder":true,"num":0}]\u001ebAQID
            EIO=3 | 42:451-["echo",{"_placeholder":true,"num":0}]6:b4AQID
            """)
    void binaryIsText(String protocol, String payload) {
        try (App app = start()) {
            HttpResponse<String> open = get(app, protocol + "&j=0", OWN_PAGE);
            String session = protocol + "&j=0&sid=" + sid(open);
            if (protocol.equals("EIO=4")) post(app, session, form("40"));
            if (!open.body().contains("2:40")) get(app, session, OWN_PAGE);
            post(app, session, form(payload));
            String escaped = payload.replace("\"", "\\\"").replace("\u001e", "\\u001e");
            assertEquals(
                    "___eio[0](\"" + escaped + "\");",
                    get(app, session, OWN_PAGE).body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "40", "e=40"})
    void aFormWithoutAPayloadEndsTheSession(String form) {
        try (App app = start()) {
            String session = "EIO=4&j=0&sid=" + sid(get(app, "EIO=4&j=0", OWN_PAGE));
            assertEquals(400, post(app, session, form).statusCode());
            assertEquals(0, app.server().engine().clientsCount());
        }
    }

    @Test
    void whoDoesNotShowThatItMayReadIsRefused() {
        try (App app = start()) {
            refused(get(app, "EIO=4&j=0"), app);
            refused(get(app, "EIO=3&j=0", "Sec-Fetch-Site", "cross-site"), app);
            refused(get(app, "EIO=3&j=0", "Referer", "http://evil.example/"), app);
            refused(get(app, "EIO=3&j=0", "Origin", "http://evil.example"), app);
            assertEquals(
                    200,
                    get(app, "EIO=3&j=0", "Referer", app.uri() + "/page.html").statusCode());
        }
    }

    @Test
    void laterRequestsMustShowItToo() {
        try (App app = start()) {
            String session = "EIO=4&j=0&sid=" + sid(get(app, "EIO=4&j=0", OWN_PAGE));
            assertEquals(403, get(app, session).statusCode());
            assertEquals(400, get(app, session.replace("&j=0", "")).statusCode(), "no way around it");
            post(app, session, form("40"));
            assertTrue(get(app, session, OWN_PAGE).body().contains("40{"), "the session is unharmed");
        }
    }

    @Test
    void foreignPagesNeedCredentials() {
        String page = "http://other.example/page";
        try (App any = app().option("jsonp", true).option("cors.origin", "*").start();
                App listed = app().option("jsonp", true)
                        .option("cors.origin", "http://other.example")
                        .option("cors.credentials", true)
                        .start()) {
            refused(get(any, "EIO=4&j=0", "Referer", page), any);
            assertEquals(200, get(listed, "EIO=4&j=0", "Referer", page).statusCode());
            assertEquals(
                    403,
                    get(listed, "EIO=4&j=0", "Referer", "http://third.example/").statusCode());
        }
    }

    @Test
    void aSessionIsEitherOrTheOther() {
        try (App app = start()) {
            Http plain = Http.open(app);
            assertEquals(
                    "{\"code\":3,\"message\":\"Bad request\"}",
                    get(app, "EIO=4&j=0&sid=" + plain.sid(), OWN_PAGE).body());
            plain.post("40");
            assertTrue(plain.get().startsWith("40{"));
        }
    }
}
