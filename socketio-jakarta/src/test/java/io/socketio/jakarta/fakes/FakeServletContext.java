package io.socketio.jakarta.fakes;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** As much of an application's context as the deployment needs. */
public final class FakeServletContext implements InvocationHandler {
    public final Map<String, String> params = new LinkedHashMap<>();
    public final Map<String, Object> attributes = new LinkedHashMap<>();
    public final Map<String, ServletRegistration> registrations = new LinkedHashMap<>();
    public final List<Object> listeners = new ArrayList<>();

    /** What was done to servlets: name, then what. */
    public final List<String> calls = new ArrayList<>();

    /** Mappings that belong to somebody else. */
    public final Set<String> taken = new java.util.HashSet<>();

    public ServletContext context() {
        return proxy(ServletContext.class, this);
    }

    /** A servlet that web.xml declares. */
    public void declare(String name, String className, Map<String, String> params) {
        registrations.put(name, registration(name, className, params));
    }

    private ServletRegistration.Dynamic registration(String name, String className, Map<String, String> initParams) {
        return proxy(ServletRegistration.Dynamic.class, (self, method, args) -> switch (method.getName()) {
            case "getName" -> name;
            case "getClassName" -> className;
            case "getInitParameters" -> initParams;
            case "setAsyncSupported" -> {
                calls.add(name + " async " + args[0]);
                yield null;
            }
            case "addMapping" -> {
                calls.add(name + " at " + ((String[]) args[0])[0]);
                yield taken.contains(((String[]) args[0])[0]) ? Set.of("taken") : Set.of();
            }
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    public ServletConfig servlet(String name, Map<String, String> initParams) {
        return proxy(ServletConfig.class, (self, method, args) -> switch (method.getName()) {
            case "getServletName" -> name;
            case "getServletContext" -> context();
            case "getInitParameter" -> initParams.get(args[0]);
            case "getInitParameterNames" -> Collections.enumeration(initParams.keySet());
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    @Override
    public Object invoke(Object self, java.lang.reflect.Method method, Object[] args) {
        switch (method.getName()) {
            case "getInitParameter":
                return params.get(args[0]);
            case "getInitParameterNames":
                return Collections.enumeration(params.keySet());
            case "getAttribute":
                return attributes.get(args[0]);
            case "setAttribute":
                return attributes.put((String) args[0], args[1]);
            case "removeAttribute":
                return attributes.remove(args[0]);
            case "getClassLoader":
                return FakeServletContext.class.getClassLoader();
            case "getServletRegistrations":
                return registrations;
            case "addServlet":
                if (registrations.containsKey(args[0])) return null;
                declare((String) args[0], args[1].getClass().getName(), Map.of());
                return registrations.get(args[0]);
            case "addListener":
                return listeners.add(args[0]);
            default:
                throw new UnsupportedOperationException(method.toString());
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
