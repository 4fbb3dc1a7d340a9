package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Socket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event is about to be sent to a client of this server, acknowledgements excluded; of a broadcast there is one for each receiver. With
 * {@link SocketEvent} an observer gets those of one name. What {@link io.socketio.jakarta.Receiver#onAnyOutgoing} is without CDI.
 *
 * <p><b>Threading:</b> synchronous observers run on the thread that emits, so they must not block, and what they emit themselves comes to them
 * again; {@code @ObservesAsync} is for slow ones. <b>Errors:</b> what an observer throws becomes a {@link io.socketio.jakarta.HandlerFailure},
 * on the same thread; the event is sent all the same. <b>Contexts:</b> neither the current {@code Socket} nor {@link SocketScoped} beans are there, as the
 * receiver's own events may be delivered at the same time.
 *
 * @param socket who gets it
 * @param event its name
 * @param args the arguments as they were given to {@code emit}; unmodifiable, may hold nulls
 */
public record OutgoingMessage(Socket socket, String event, List<@Nullable Object> args) {}
