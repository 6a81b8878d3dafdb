package dev.wainwright.api;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;

/** Documents for tests, in JSON with single quotes. */
public final class Documents {
    private Documents() {}

    public static Tree.Mapping document(String json) {
        return (Tree.Mapping) Json.parse(json.replace('\'', '"'));
    }
}
