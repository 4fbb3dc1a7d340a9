package io.socketio.jakarta.it;

import static io.socketio.jakarta.it.support.App.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.it.support.App;
import io.socketio.jakarta.it.support.Echo;
import io.socketio.jakarta.it.support.Http;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients post. */
class PostIT {
    private static final int LIMIT = 100_000;
    private static final Echo ECHO = new Echo();
    private static App app;

    @BeforeAll
    static void start() {
        app = app().option("maxHttpBufferSize", LIMIT).handlers(ECHO).start();
    }

    @AfterAll
    static void stop() {
        app.stop();
    }

    private static void alive(Http session) {
        session.post("42[\"echo\",\"alive\"]");
        assertEquals("42[\"echo\",\"alive\"]", session.get());
    }

    private static BodyPublisher body(byte[] bytes, boolean chunked) {
        return chunked
                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))
                : BodyPublishers.ofByteArray(bytes);
    }

    /** An echo of as many bytes; of characters that take three, as far as they fit. */
    private static String event(int bytes) {
        String head = "42[\"echo\",\"";
        int content = bytes - head.length() - 2;
        return head + "€".repeat(content / 3) + "x".repeat(content % 3) + "\"]";
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void exactlyTheLimit(boolean chunked) {
        Http session = Http.connect(app);
        String event = event(LIMIT);
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        assertEquals(LIMIT, bytes.length);
        HttpResponse<String> response =
                Http.send(session.builder().POST(body(bytes, chunked)).build());
        assertEquals("200 ok", response.statusCode() + " " + response.body());
        assertEquals("text/html", response.headers().firstValue("Content-Type").orElse(""));
        assertEquals(event, session.get());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneByteTooManyIsRefusedAndTheSessionStays(boolean chunked) {
        Http session = Http.connect(app);
        byte[] bytes = event(LIMIT + 1).getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> response =
                Http.send(session.builder().POST(body(bytes, chunked)).build());
        assertEquals(413, response.statusCode());
        assertEquals("{\"code\":3,\"message\":\"Payload too large\"}", response.body());
        alive(session);
    }

    @Test
    void manyPacketsInOneBody() {
        Http session = Http.connect(app);
        String[] packets = new String[500];
        for (int i = 0; i < packets.length; i++) packets[i] = "42[\"echo\"," + i + "]";
        session.post(packets);
        StringBuilder received = new StringBuilder(session.get());
        while (!received.toString().endsWith(packets[499]))
            received.append('\u001e').append(session.get());
        assertEquals(String.join("\u001e", packets), received.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain;charset=ISO-8859-1",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json"
            })
    void bodyIsUtf8WhateverTheContentTypeSays(String contentType) {
        Http session = Http.connect(app);
        String event = "42[\"echo\",\"ä€😀=&sid=1\"]";
        HttpResponse<String> response = Http.send(session.builder()
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(event))
                .build());
        assertEquals("ok", response.body());
        assertEquals(event, session.get());
    }

    @Test
    void octetStreamEndsTheSession() {
        Http session = Http.connect(app);
        HttpResponse<String> response = Http.send(session.builder()
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofString("42[\"echo\"]"))
                .build());
        assertEquals(400, response.statusCode());
        assertEquals("transport error", ECHO.reason());
        gone(session);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "9", "bA", "42[\"echo\",1]\u001e", "\u001e", "42[\"echo\",1]\u001ex"})
    void whatIsNoPacketEndsTheSession(String body) {
        Http session = Http.connect(app);
        HttpResponse<String> response = session.tryPost(body);
        assertEquals(400, response.statusCode());
        assertEquals("{\"code\":3,\"message\":\"Bad request\"}", response.body());
        assertEquals("parse error", ECHO.reason());
        gone(session);
    }

    /** Well-formed for Engine.IO, but nothing that Socket.IO allows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4",
                "49",
                "42",
                "42[]",
                "42{}",
                "42[true]",
                "42[\"disconnect\"]",
                "42[\"echo\"",
                "42[\"echo\"]x",
                "40",
                "41{}",
                "43{}",
                "44{\"message\":\"no\"}",
                "42/elsewhere,[\"echo\"]",
                "41/elsewhere,",
                "bAQID",
                "450-[\"echo\"]",
                "4511-[\"echo\"]",
                "451-[\"echo\",{\"_placeholder\":true,\"num\":1}]\u001ebAQID",
                "451-[\"echo\",{\"_placeholder\":true,\"num\":\"splice\"}]\u001ebAQID",
                "451-[\"echo\",{\"_placeholder\":true,\"num\":0}]\u001e42[\"echo\"]"
            })
    void protocolViolationEndsTheConnection(String body) {
        Http session = Http.connect(app);
        if (body.equals("42")) {
            session.post(body); // no name: harmless
            alive(session);
            return;
        }
        session.post(body);
        assertEquals("forced server close", ECHO.reason());
        assertEquals("1", session.get());
        gone(session);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "OPTIONS", "DELETE", "PATCH"})
    void otherMethodsTouchNothing(String method) {
        Http session = Http.connect(app);
        HttpResponse<String> response = Http.request(session.endpoint(), method, session.query(), null);
        assertEquals(400, response.statusCode());
        assertTrue(response.body().startsWith("{\"code\":"), response.body());
        alive(session);
    }

    private static void gone(Http session) {
        HttpResponse<String> next = Http.send(session.builder().build());
        assertEquals("{\"code\":1,\"message\":\"Session ID unknown\"}", next.body());
    }
}
