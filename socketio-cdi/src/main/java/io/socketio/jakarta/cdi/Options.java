package io.socketio.jakarta.cdi;

import jakarta.servlet.ServletContext;
import java.util.Collections;

/**
 * The context-params of this module.
 *
 * @param requestContext whether a request context is active during a delivery
 */
record Options(boolean requestContext) {
    private static final String PREFIX = "socketio.cdi.";
    private static final String REQUEST_CONTEXT = PREFIX + "requestContext";

    static Options from(ServletContext context) {
        for (String name : Collections.list(context.getInitParameterNames())) {
            if (name.startsWith(PREFIX) && !name.equals(REQUEST_CONTEXT))
                throw new IllegalArgumentException(
                        "unknown context-param " + name + "; there is only " + REQUEST_CONTEXT);
        }
        String value = context.getInitParameter(REQUEST_CONTEXT);
        if (value == null || value.equals("true")) return new Options(true);
        if (value.equals("false")) return new Options(false);
        throw new IllegalArgumentException(
                "context-param " + REQUEST_CONTEXT + " must be true or false, not \"" + value + "\"");
    }
}
