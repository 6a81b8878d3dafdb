package dev.wainwright.api;

import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.schema.Schema;
import java.util.List;
import java.util.function.Supplier;

/** Kinds that no decision reads: kept as they were written, with their schema beside them. */
public final class TreeKinds {
    private TreeKinds() {}

    /** Kubernetes' own. Of several versions of a kind the preferred one stands first. */
    public static List<Kind> builtIn() {
        return BuiltIn.ALL;
    }

    /** One of them by its name. */
    public static Kind builtIn(String kind) {
        return BuiltIn.ALL.stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(kind + " is none of these kinds"));
    }

    /** A kind that a user defined. */
    public static Kind of(String apiVersion, String kind, String plural, boolean namespaced, Supplier<Schema> schema) {
        return Kind.of(apiVersion, kind, plural, List.of(), namespaced, TreeObject.class, schema);
    }

    /** Listed on first use, so that reading manifests does not wait for it. */
    private static final class BuiltIn {
        static final List<Kind> ALL = BuiltInResources.all().stream()
                .filter(Resource::isStored)
                .map(Resource::kind)
                .filter(kind -> kind.type().equals(TreeObject.class))
                .toList();
    }
}
