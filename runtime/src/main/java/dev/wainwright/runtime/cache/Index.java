package dev.wainwright.runtime.cache;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.OwnerReference;
import java.util.List;
import java.util.function.Function;

/**
 * A way to find objects of a kind by something other than their names. Make each one a constant: two with the same name
 * and type are taken for the same.
 *
 * @param values what an object is found under
 */
public record Index<T extends KubeObject>(Class<T> type, String name, Function<T, List<String>> values) {
    /** By the uid of the owner that manages the object. */
    public static <T extends KubeObject> Index<T> byController(Class<T> type) {
        return new Index<>(
                type,
                "controller",
                object -> object.metadata()
                        .controller()
                        .map(OwnerReference::uid)
                        .map(List::of)
                        .orElse(List.of()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Index<?> that && type == that.type && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + name.hashCode();
    }
}
