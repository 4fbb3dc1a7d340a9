package io.socketio.jakarta.it.apps.redeploy.mark;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.ref.WeakReference;

/** Notes which class loader a deployment has; the list is that of its display name. */
@WebListener
public class Mark implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        String name = event.getServletContext().getServletContextName();
        Notes.add("loaders of " + name, new WeakReference<>(Mark.class.getClassLoader()));
    }
}
