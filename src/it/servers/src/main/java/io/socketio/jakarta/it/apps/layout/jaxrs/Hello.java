package io.socketio.jakarta.it.apps.layout.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Answers. */
@Path("hello")
public class Hello {
    @GET
    @Produces("text/plain")
    public String hello() {
        return "hello";
    }
}
