package io.socketio.jakarta.cdi;

import io.socketio.jakarta.SocketIoServer;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Map;

/** A servlet context that knows its parameters and its servers. */
final class FakeContext {
    private FakeContext() {}

    static ServletContext of(Map<String, String> params, Map<String, SocketIoServer> servers) {
        return (ServletContext) Proxy.newProxyInstance(
                FakeContext.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getInitParameterNames" -> Collections.enumeration(params.keySet());
                    case "getInitParameter" -> params.get((String) args[0]);
                    case "getAttribute" -> SocketIoServer.SERVERS.equals(args[0]) ? servers : null;
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }
}
