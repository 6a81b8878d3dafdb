package dev.wainwright.apiserver.admission;

import dev.wainwright.api.Kind;
import dev.wainwright.api.tree.Tree;

/** What the API server fills in. */
final class ServerDefaults {
    private ServerDefaults() {}

    static Tree.Mapping created(Kind kind, Tree.Mapping object) {
        return kind.defaults().apply(object);
    }

    static Tree.Mapping updated(Kind kind, Tree.Mapping object, Tree.Mapping before) {
        return kind.defaults().apply(object);
    }
}
