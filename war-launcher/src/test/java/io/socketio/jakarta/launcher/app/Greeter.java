package io.socketio.jakarta.launcher.app;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class Greeter {
    public String greet() {
        return "hello from CDI";
    }
}
