package io.socketio.jakarta.engine;

import io.socketio.jakarta.engine.parser.EnginePacket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who watches one session; made when the first does. What they throw is logged. */
public final class EngineObservers {
    private final List<Consumer<String>> upgrades = new CopyOnWriteArrayList<>();
    private final List<Consumer<EnginePacket>> received = new CopyOnWriteArrayList<>();
    private final List<Consumer<EnginePacket>> created = new CopyOnWriteArrayList<>();
    private final List<Consumer<EngineSocket>> drains = new CopyOnWriteArrayList<>();
    private final List<Consumer<CloseReason>> closes = new CopyOnWriteArrayList<>();

    EngineObservers() {}

    /** To be added to and removed from, as the others. */
    public List<Consumer<String>> upgrades() {
        return upgrades;
    }

    public List<Consumer<EnginePacket>> received() {
        return received;
    }

    public List<Consumer<EnginePacket>> created() {
        return created;
    }

    public List<Consumer<EngineSocket>> drains() {
        return drains;
    }

    List<Consumer<CloseReason>> closes() {
        return closes;
    }

    void created(List<EnginePacket> unit) {
        if (created.isEmpty()) return;
        for (EnginePacket packet : unit) EngineHooks.tell(created, packet);
    }
}
