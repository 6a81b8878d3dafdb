package dev.wainwright.api.schema;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;

/**
 * The schemas of Kubernetes' own kinds, version 1.36, as its API server publishes them (made by
 * {@code api/tools/trim_schemas.py}).
 */
public final class BuiltInSchemas {
    private static final String RESOURCE = "kubernetes.json";

    private BuiltInSchemas() {}

    /** The definition with this short name, such as {@code core.v1.PodSpec}. Other kinds embed these. */
    public static Schema of(String name) {
        synchronized (Loaded.READER) {
            return Loaded.READER.definition(name);
        }
    }

    /** The name of a schema that {@link #of} gave; empty for any other. */
    public static String name(Schema schema) {
        return Loaded.READER.name(schema);
    }

    /** All definitions as published, by their short names, which their references use too. */
    public static Tree.Mapping definitions() {
        return Loaded.DEFINITIONS;
    }

    /** Read on first use. */
    private static final class Loaded {
        static final Tree.Mapping DEFINITIONS = (Tree.Mapping) Json.resource(BuiltInSchemas.class, RESOURCE);
        static final SchemaReader READER = new SchemaReader(DEFINITIONS);
    }
}
