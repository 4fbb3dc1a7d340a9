package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Message;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose messages an observer gets, by the annotations of {@code jakarta.annotation.security}. Those are told by their names: where their
 * classes are missing at run time, nobody sees them and all must work as if they were not there.
 *
 * @param annotations the names of those in the place that counts
 * @param roles of {@code @RolesAllowed}
 */
record Access(Set<String> annotations, Set<String> roles) {
    static final Access OPEN = new Access(Set.of(), Set.of());

    private static final String PACKAGE = "jakarta.annotation.security.";
    private static final String ROLES_ALLOWED = "@RolesAllowed";
    private static final String PERMIT_ALL = "@PermitAll";
    private static final String DENY_ALL = "@DenyAll";

    /**
     * By Jakarta Annotations 2.1, "General Guidelines for Inheritance of Annotations": the method wins over its class, and that is the one
     * that declares it.
     *
     * @param method {@code null}: there is none, another extension added the observer
     */
    static Access of(@Nullable AnnotatedMethod<?> method) {
        if (method == null) return OPEN;
        Access own = in(method.getAnnotations());
        if (!own.annotations.isEmpty()) return own;
        Class<?> declaring = method.getJavaMember().getDeclaringClass();
        // extensions may have changed the annotations of a bean's class, and only of that
        boolean ofBean = method.getDeclaringType().getJavaClass() == declaring;
        return in(ofBean ? method.getDeclaringType().getAnnotations() : Arrays.asList(declaring.getAnnotations()));
    }

    static Access in(Collection<Annotation> annotations) {
        Set<String> names = new TreeSet<>();
        Set<String> roles = new TreeSet<>();
        for (Annotation annotation : annotations) {
            String type = annotation.annotationType().getName();
            if (!type.startsWith(PACKAGE)) continue;
            String name = "@" + type.substring(PACKAGE.length());
            if (Set.of(ROLES_ALLOWED, PERMIT_ALL, DENY_ALL).contains(name)) names.add(name);
            if (name.equals(ROLES_ALLOWED)) roles.addAll(Arrays.asList(((RolesAllowed) annotation).value()));
        }
        return new Access(names, roles);
    }

    boolean isRestricted() {
        return annotations.contains(ROLES_ALLOWED) || annotations.contains(DENY_ALL);
    }

    /** Whether the observer gets a message. */
    boolean permits(Message<?> message) {
        if (!isRestricted()) return true;
        Handshake handshake = message.socket().handshake();
        return !annotations.contains(DENY_ALL) && roles.stream().anyMatch(handshake::isUserInRole);
    }

    /**
     * Lets a message through by returning.
     *
     * @param where the observer
     * @throws SecurityException if its client is in none of the roles
     */
    void check(Message<?> message, String where) {
        if (permits(message)) return;
        String why = annotations.contains(DENY_ALL) ? DENY_ALL : "its client is in none of the roles " + roles;
        throw new SecurityException("the event \"" + message.event() + "\" is not delivered to " + where + ": " + why);
    }
}
