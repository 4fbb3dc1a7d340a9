package io.socketio.jakarta.benchmarks.peers;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOServer;

/** netty-socketio, with its defaults. */
public final class NettySocketIo {
    private NettySocketIo() {}

    /**
     * Starts it.
     *
     * @param args the port
     */
    public static void main(String[] args) {
        Configuration configuration = new Configuration();
        configuration.setHostname("127.0.0.1");
        configuration.setPort(Integer.parseInt(args[0]));
        configuration.getSocketConfig().setReuseAddress(true);
        configuration.getSocketConfig().setAcceptBackLog(4096);
        SocketIOServer server = new SocketIOServer(configuration);
        server.addEventListener("echo", Object.class, (client, data, ack) -> ack.sendAckData(data));
        server.addEventListener(
                "broadcast",
                Object.class,
                (client, data, ack) -> server.getBroadcastOperations().sendEvent("tick", data));
        server.start();
    }
}
