package io.socketio.jakarta;

/** One packet of the Engine.IO protocol, as {@link EngineConnection#onPacket} shows it: what a client said, auth payloads included. */
public interface ConnectionPacket {
    /**
     * What it is.
     *
     * @return {@code open}, {@code close}, {@code ping}, {@code pong}, {@code message}, {@code upgrade} or {@code noop}
     */
    String type();

    /**
     * Whether it is a binary message.
     *
     * @return {@code true}: {@link #bytes()}; {@code false}: {@link #text()}
     */
    boolean isBinary();

    /**
     * The content of a packet with text.
     *
     * @return the text, without the digit of the type
     * @throws IllegalStateException if it is binary
     */
    String text();

    /**
     * The content of a binary message.
     *
     * @return not a copy: not to be changed
     * @throws IllegalStateException if it is not binary
     */
    byte[] bytes();

    /**
     * How large the content is.
     *
     * @return bytes, of text in UTF-8
     */
    int size();
}
