package dev.wainwright.api.meta;

import dev.wainwright.api.tree.Tree;

/**
 * A Kubernetes object as an immutable record. Its components are the fields that decisions need, bound to the document
 * by name (see {@link At}); everything else that was written is in {@link #rest()}, so that it goes out as it came in.
 */
public interface KubeObject {
    ObjectMeta metadata();

    /**
     * What no component models, laid out as in the document; inside lists the remainders stand at their items' positions.
     */
    Tree.Mapping rest();

    default String name() {
        return metadata().name();
    }

    /** {@code namespace/name}, or the name alone for objects outside of namespaces. */
    default String qualifiedName() {
        return metadata().namespace().isEmpty() ? name() : metadata().namespace() + "/" + name();
    }
}
