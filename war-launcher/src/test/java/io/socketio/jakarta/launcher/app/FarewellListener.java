package io.socketio.jakarta.launcher.app;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

@WebListener
public class FarewellListener implements ServletContextListener {
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        System.out.println("farewell");
    }
}
