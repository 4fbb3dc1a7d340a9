package io.socketio.jakarta;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A typed key of {@link Attributes}; two keys are equal if name and type are.
 *
 * @param name any name
 * @param type the type of the values
 * @param <T> that type
 */
public record AttributeKey<T>(String name, Class<T> type) {
    // a record's own equals would keep the application after its end (ARCHITECTURE, "Records")
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AttributeKey<?> that && name.equals(that.name) && type == that.type;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type);
    }
}
