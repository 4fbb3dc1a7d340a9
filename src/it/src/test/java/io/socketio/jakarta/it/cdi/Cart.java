package io.socketio.jakarta.it.cdi;

import io.socketio.jakarta.cdi.SocketScoped;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;

/** One for each socket. */
@SocketScoped
public class Cart {
    private final List<String> items = new ArrayList<>();

    List<String> add(String item) {
        items.add(item);
        return items;
    }

    int size() {
        return items.size();
    }

    @PreDestroy
    void destroy() {
        ChatRoom.SEEN.add("cart destroyed");
    }
}
