package io.socketio.jakarta.parser;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a packet is sent as, in this order and with no other message in between.
 *
 * @param text the text message, if there is one
 * @param binary the binary messages; none only if there is a text
 */
public record EncodedPacket(@Nullable String text, List<byte[]> binary) {}
