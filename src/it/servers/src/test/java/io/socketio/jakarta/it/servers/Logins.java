package io.socketio.jakarta.it.servers;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * An application that only users get into: ann (roles user and admin) and bob (role user), both with the password "secret". Servers that
 * are set up for the tests know them already, the others learn of them by a file in the application.
 */
final class Logins {
    private Logins() {}

    /** @param loginConfig what is in {@code <login-config>} */
    static WebArchive war(String name, String loginConfig) {
        WebArchive war = Cdi.war(name, "identity").setWebXML(Cdi.webXml("""
                <context-param>
                  <param-name>socketio.roles</param-name>
                  <param-value>user</param-value>
                </context-param>
                <context-param>
                  <param-name>socketio.disconnectOnHttpSessionEnd</param-name>
                  <param-value>true</param-value>
                </context-param>
                <servlet>
                  <servlet-name>session</servlet-name>
                  <servlet-class>%sidentity.SessionServlet</servlet-class>
                </servlet>
                <servlet-mapping>
                  <servlet-name>session</servlet-name>
                  <url-pattern>/session/*</url-pattern>
                </servlet-mapping>
                <security-constraint>
                  <web-resource-collection>
                    <web-resource-name>all</web-resource-name>
                    <url-pattern>/socket.io/*</url-pattern>
                    <url-pattern>/session/*</url-pattern>
                  </web-resource-collection>
                  <auth-constraint>
                    <role-name>user</role-name>
                  </auth-constraint>
                </security-constraint>
                <login-config>
                %s</login-config>
                <security-role>
                  <role-name>user</role-name>
                </security-role>
                <security-role>
                  <role-name>admin</role-name>
                </security-role>
                """.formatted(Cdi.APPS, loginConfig)));
        switch (Server.current()) {
            case TOMCAT10, TOMCAT11 -> war.addAsManifestResource(new StringAsset(TOMCAT), "context.xml");
            case JETTY -> war.addAsWebInfResource(new StringAsset(JETTY), "jetty-ee10-web.xml");
            case PAYARA, PAYARA_MICRO, GLASSFISH ->
                war.addAsWebInfResource(new StringAsset(GLASSFISH), "glassfish-web.xml");
            default -> {}
        }
        return war;
    }

    static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
    }

    private static final String TOMCAT = """
            <Context>
              <Realm className="org.apache.catalina.realm.MemoryRealm" pathname="%s"/>
            </Context>
            """.formatted(Logins.class.getResource("/tomcat-users.xml"));

    private static final String JETTY = """
            <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
            <Configure class="org.eclipse.jetty.ee10.webapp.WebAppContext">
              <Get name="securityHandler">
                <Set name="loginService">
                  <New class="org.eclipse.jetty.security.HashLoginService">
                    <Set name="name">test</Set>
                    <Set name="userStore">
                      <New class="org.eclipse.jetty.security.UserStore">
                        %s%s
                      </New>
                    </Set>
                  </New>
                </Set>
              </Get>
            </Configure>
            """.formatted(jettyUser("ann", "user", "admin"), jettyUser("bob", "user"));

    private static String jettyUser(String name, String... roles) {
        return """
                <Call name="addUser">
                  <Arg>%s</Arg>
                  <Arg>
                    <Call class="org.eclipse.jetty.util.security.Credential" name="getCredential"><Arg>secret</Arg></Call>
                  </Arg>
                  <Arg>
                    <Array type="java.lang.String"><Item>%s</Item></Array>
                  </Arg>
                </Call>
                """.formatted(name, String.join("</Item><Item>", roles));
    }

    /** Roles are groups. */
    private static final String GLASSFISH = """
            <!DOCTYPE glassfish-web-app PUBLIC "-//GlassFish.org//DTD GlassFish Application Server 3.1 Servlet 3.0//EN"
              "http://glassfish.org/dtds/glassfish-web-app_3_0-1.dtd">
            <glassfish-web-app>
              <security-role-mapping>
                <role-name>user</role-name>
                <group-name>user</group-name>
              </security-role-mapping>
              <security-role-mapping>
                <role-name>admin</role-name>
                <group-name>admin</group-name>
              </security-role-mapping>
            </glassfish-web-app>
            """;
}
