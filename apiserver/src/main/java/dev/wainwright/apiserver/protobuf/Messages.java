package dev.wainwright.apiserver.protobuf;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which messages Kubernetes has (made by {@code apiserver/tools/protobuf_fields.py}). */
final class Messages {
    private static final String RESOURCE = "protobuf.json";
    private static final String META = "meta.k8s.io/v1";

    private Messages() {}

    /** The message of a kind; null when it has none, as users' kinds have not. */
    static @Nullable Message of(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "core" : apiVersion.substring(0, slash);
        int dot = group.indexOf('.');
        if (dot >= 0 && !group.endsWith(".k8s.io")) {
            return null;
        }
        String version = '.' + apiVersion.substring(slash + 1) + '.';
        Message own = Loaded.ALL.get((dot < 0 ? group : group.substring(0, dot)) + version + kind);
        // A Status and the like say that they are of the core group.
        return own == null && (slash < 0 || apiVersion.equals(META)) ? Loaded.ALL.get("meta" + version + kind) : own;
    }

    /** The same of a kind that has one. */
    static Message known(String apiVersion, String kind) {
        Message message = of(apiVersion, kind);
        if (message == null) {
            throw new IllegalArgumentException(kind + " (" + apiVersion + ") has no protobuf form");
        }
        return message;
    }

    /** Read on first use. */
    private static final class Loaded {
        static final Map<String, Message> ALL = load();

        private static Map<String, Message> load() {
            var source = ((Tree.Mapping) Json.resource(Messages.class, RESOURCE)).fields();
            var all = new HashMap<String, Message>();
            source.keySet().forEach(name -> all.put(name, new Message(name)));
            all.values()
                    .forEach(message -> fields(source.get(message.name()), all).forEach(message::add));
            return all;
        }

        private static List<Field> fields(@Nullable Tree source, Map<String, Message> all) {
            return ((Tree.Sequence) Objects.requireNonNull(source))
                    .items().stream()
                            .map(item -> field((Tree.Sequence) item, all))
                            .toList();
        }

        private static Field field(Tree.Sequence source, Map<String, Message> all) {
            var parts = source.items();
            String type = ((Tree.Text) parts.get(2)).value();
            String form = ((Tree.Text) parts.get(3)).value();
            Message message = all.get(type);
            return new Field(
                    ((Tree.Numeral) parts.get(0)).value().intValue(),
                    ((Tree.Text) parts.get(1)).value(),
                    message == null ? Field.Plain.valueOf(type.toUpperCase(Locale.ROOT)) : new Field.Nested(message),
                    form.contains("r"),
                    form.contains("p"),
                    form.contains("m"));
        }
    }
}
