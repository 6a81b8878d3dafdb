package dev.wainwright.apiserver.apply;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;

/**
 * What an object of a kind is before anything is in it. Kubernetes' types have parts that are always there, and nobody
 * comes to own such a part by creating the object, only what is in it.
 */
final class BlankObjects {
    /** Custom objects have no such parts. */
    static final Tree.Mapping CUSTOM = (Tree.Mapping) Json.parse("{\"apiVersion\": \"\", \"kind\": \"\"}");

    private static final Tree.Mapping COMMON = CUSTOM.with("metadata", Tree.Mapping.EMPTY);

    private BlankObjects() {}

    static Tree.Mapping of(String apiVersion, String kind) {
        return Loaded.ALL.get(apiVersion + " " + kind) instanceof Tree.Mapping known ? known : COMMON;
    }

    private static final class Loaded {
        static final Tree.Mapping ALL = (Tree.Mapping) Json.resource(BlankObjects.class, "blank-objects.json");
    }
}
