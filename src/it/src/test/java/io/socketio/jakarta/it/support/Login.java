package io.socketio.jakarta.it.support;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.RealmBase;

/** The container's login by BASIC: ann is user and admin, bob is user, eve is nothing and so not let in. */
public final class Login {
    private static final String SECURITY = """
            <security-constraint>
              <web-resource-collection>
                <web-resource-name>all</web-resource-name>
                <url-pattern>/socket.io/*</url-pattern>
              </web-resource-collection>
              <auth-constraint><role-name>user</role-name><role-name>admin</role-name></auth-constraint>
            </security-constraint>
            <login-config><auth-method>BASIC</auth-method></login-config>
            <security-role><role-name>user</role-name></security-role>
            <security-role><role-name>admin</role-name></security-role>
            """;

    private static final class Users extends RealmBase {
        private static final Map<String, List<String>> ROLES =
                Map.of("ann", List.of("user", "admin"), "bob", List.of("user"), "eve", List.of());

        @Override
        protected String getPassword(String username) {
            return ROLES.containsKey(username) ? "secret" : null;
        }

        @Override
        protected Principal getPrincipal(String username) {
            return new GenericPrincipal(username, ROLES.get(username));
        }
    }

    private Login() {}

    /** An application that asks for it. */
    public static App needed(App app) {
        return app.webXml(SECURITY).tomcat(context -> context.setRealm(new Users()));
    }

    /** The header's name and value. */
    public static String[] of(String user) {
        byte[] login = (user + ":secret").getBytes(StandardCharsets.UTF_8);
        return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(login)};
    }
}
