package io.socketio.jakarta.it.apps.ee;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;

/** With constraints of Jakarta Validation. */
public record Order(
        @NotBlank(message = "says nothing") String what,
        @Max(value = 100, message = "is too much") int price) {}
