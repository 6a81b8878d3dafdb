package dev.wainwright.runtime.cache;

import dev.wainwright.api.meta.KubeObject;
import java.util.function.Function;

/**
 * How many objects of each sort an index has under a value; kept as objects change, so that asking costs as much as there
 * are sorts, however many the objects. Make each one a constant: two with the same index and name are taken for the same.
 *
 * @param sort what an object counts as: a value of which there are few, with equality, made of nothing but the object
 */
public record Count<T extends KubeObject, S>(Index<T> index, String name, Function<T, S> sort) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Count<?, ?> that && index.equals(that.index) && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return 31 * index.hashCode() + name.hashCode();
    }
}
