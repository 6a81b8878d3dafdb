package dev.wainwright.runtime.cache;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change of a local copy; at least one of the two is there.
 *
 * @param before absent when the object is new
 * @param after absent when the object is gone
 */
public record Change(
        Kind kind, @Nullable KubeObject before, @Nullable KubeObject after) {
    /** The newest form there is. */
    public KubeObject latest() {
        return after != null ? after : Objects.requireNonNull(before);
    }
}
