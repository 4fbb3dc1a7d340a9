/** A chat: {@link io.socketio.jakarta.sample.ChatRoom} is all of the server. */
package io.socketio.jakarta.sample;
