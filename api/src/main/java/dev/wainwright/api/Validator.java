package dev.wainwright.api;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one kind that a schema cannot say.
 *
 * <p>It is given the object after the schema check and after defaulting, so types are right and required fields are
 * there. Its findings name the field and the line ({@link Finding#error}); the reader adds file, document and object.
 */
@FunctionalInterface
public interface Validator {
    List<Finding> validate(Tree.Mapping object);

    /** The same for an object that takes the place of {@code before}; for a new one there is none. */
    default List<Finding> validate(Tree.Mapping object, Tree.@Nullable Mapping before) {
        return validate(object);
    }
}
