package io.socketio.jakarta.it.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An Engine.IO session over polling, request by request. */
public final class Http {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI endpoint;
    private final String sid;
    private final String protocol;

    private Http(URI endpoint, String sid, String protocol) {
        this.endpoint = endpoint;
        this.sid = sid;
        this.protocol = protocol;
    }

    /** Opens an Engine.IO session. */
    public static Http open(App app) {
        return open(app, "/socket.io/");
    }

    public static Http open(App app, String path) {
        return open(URI.create(app.uri() + path), "");
    }

    /** @param query more parameters of the handshake, with a leading {@code &}; headers: names and values */
    public static Http open(URI endpoint, String query, String... headers) {
        HttpResponse<String> response = request(endpoint, "GET", "EIO=4&transport=polling" + query, null, headers);
        return new Http(endpoint, checkedSid(response), "EIO=4");
    }

    /** Opens a session of Engine.IO 3, which joins the main namespace at once; payloads are as on the wire. */
    public static Http connectOld(App app, String query) {
        URI endpoint = URI.create(app.uri() + "/socket.io/");
        HttpResponse<String> response = request(endpoint, "GET", "EIO=3&transport=polling" + query, null);
        Http opened = new Http(endpoint, checkedSid(response), "EIO=3");
        // the answer of the namespace may come with that of the engine
        if (!response.body().endsWith("2:40") && !opened.get().equals("2:40")) throw new AssertionError("no 40");
        return opened;
    }

    private static String checkedSid(HttpResponse<String> response) {
        if (response.statusCode() != 200) throw new AssertionError(response.statusCode() + " " + response.body());
        return sid(response.body());
    }

    /** Opens one and joins the main namespace; what comes with the answer to that is dropped. */
    public static Http connect(App app) {
        Http http = open(app);
        http.post("40");
        while (true) {
            List<String> packets = http.packets();
            if (packets.contains("2")) http.post("3"); // a short heartbeat came first
            if (packets.stream().anyMatch(packet -> packet.startsWith("40{"))) return http;
            if (!packets.equals(List.of("2"))) throw new AssertionError(packets);
        }
    }

    /** The sid in an open packet. */
    public static String sid(String open) {
        return open.replaceFirst("(?s).*\"sid\":\"([^\"]+)\".*", "$1");
    }

    public String sid() {
        return sid;
    }

    public String query() {
        return protocol + "&transport=polling&sid=" + sid;
    }

    public String upgradeQuery() {
        return protocol + "&transport=websocket&sid=" + sid;
    }

    public URI endpoint() {
        return endpoint;
    }

    public HttpRequest.Builder builder() {
        return HttpRequest.newBuilder(URI.create(endpoint + "?" + query()))
                .timeout(Duration.ofSeconds(Eventually.SECONDS));
    }

    /** The body of a poll, which must be answered well. */
    public String get() {
        return Eventually.get(getAsync());
    }

    /** As {@link #get}, packet by packet. */
    public List<String> packets() {
        return packets(get());
    }

    public static List<String> packets(String payload) {
        return Arrays.asList(payload.split("\u001e", -1));
    }

    public CompletableFuture<String> getAsync() {
        return CLIENT.sendAsync(builder().build(), BodyHandlers.ofString()).thenApply(response -> {
            if (response.statusCode() != 200) throw new AssertionError(response.statusCode() + " " + response.body());
            return response.body();
        });
    }

    public CompletableFuture<HttpResponse<String>> poll() {
        return CLIENT.sendAsync(builder().build(), BodyHandlers.ofString());
    }

    /** Posts packets, which must be taken. */
    public void post(String... packets) {
        HttpResponse<String> response = tryPost(String.join("\u001e", packets));
        if (response.statusCode() != 200 || !response.body().equals("ok"))
            throw new AssertionError(response.statusCode() + " " + response.body());
    }

    public HttpResponse<String> tryPost(String body) {
        return send(builder().POST(BodyPublishers.ofString(body)).build());
    }

    public static HttpResponse<String> send(HttpRequest request) {
        return Eventually.get(CLIENT.sendAsync(request, BodyHandlers.ofString()));
    }

    public static HttpResponse<byte[]> sendForBytes(HttpRequest request) {
        return Eventually.get(CLIENT.sendAsync(request, BodyHandlers.ofByteArray()));
    }

    /** @param headers names and values */
    public static HttpResponse<String> request(
            URI endpoint, String method, String query, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + "?" + query))
                .timeout(Duration.ofSeconds(Eventually.SECONDS))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) request.headers(headers);
        return send(request.build());
    }
}
