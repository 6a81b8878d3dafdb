package dev.wainwright.apiserver.protobuf;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which fields Kubernetes' messages have (made by {@code apiserver/tools/protobuf_fields.py}). */
final class Messages {
    private static final String RESOURCE = "protobuf.json";

    private Messages() {}

    /**
     * One field.
     *
     * @param name in JSON; empty when the content stands in the parent
     * @param type a message, or what kind of value
     */
    record Field(String name, String type, boolean repeated, boolean pointer, boolean map) {}

    /** The fields of a message such as {@code apps.v1.DeploymentSpec} by their numbers; null when there is none. */
    static @Nullable Map<Integer, Field> of(String name) {
        return Loaded.ALL.get(name);
    }

    /** The message of a kind. */
    static String name(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "core" : apiVersion.substring(0, slash);
        int dot = group.indexOf('.');
        String brief = dot < 0 ? group : group.substring(0, dot);
        return brief + '.' + apiVersion.substring(slash + 1) + '.' + kind;
    }

    /** Read on first use. */
    private static final class Loaded {
        static final Map<String, Map<Integer, Field>> ALL = load();

        private static Map<String, Map<Integer, Field>> load() {
            var all = new HashMap<String, Map<Integer, Field>>();
            ((Tree.Mapping) Json.resource(Messages.class, RESOURCE))
                    .fields()
                    .forEach((name, fields) -> all.put(name, fields((Tree.Sequence) fields)));
            return all;
        }

        private static Map<Integer, Field> fields(Tree.Sequence source) {
            var fields = new HashMap<Integer, Field>();
            for (Tree item : source.items()) {
                var parts = ((Tree.Sequence) item).items();
                String form = ((Tree.Text) parts.get(3)).value();
                fields.put(
                        ((Tree.Numeral) parts.get(0)).value().intValue(),
                        new Field(
                                ((Tree.Text) parts.get(1)).value(),
                                ((Tree.Text) parts.get(2)).value(),
                                form.contains("r"),
                                form.contains("p"),
                                form.contains("m")));
            }
            return fields;
        }
    }
}
