package dev.wainwright.api.codec;

import dev.wainwright.api.Kind;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;

/** Documents drawn from a kind's schema, in the form in which they are written: nothing empty, quantities canonical. */
final class SchemaSamples {
    private static final int DEEPEST = 14;

    private final SplittableRandom random;

    SchemaSamples(long seed) {
        this.random = new SplittableRandom(seed);
    }

    Tree.Mapping of(Kind kind) {
        var fields = new LinkedHashMap<String, Tree>();
        fields.put("apiVersion", Tree.text(kind.apiVersion()));
        fields.put("kind", Tree.text(kind.kind()));
        kind.schema().get().properties().forEach((name, schema) -> {
            if (!fields.containsKey(name)) {
                Tree value = value(name, schema, 0);
                if (!isEmpty(value)) {
                    fields.put(name, value);
                }
            }
        });
        return new Tree.Mapping(fields, 0);
    }

    private Tree value(String name, Schema schema, int depth) {
        if (schema.format().equals("quantity")) {
            return Tree.text(List.of("500m", "2", "3Gi", "1500Mi", "7k").get(random.nextInt(5)));
        }
        if (schema.intOrString()) {
            // CRDs' quantities look like this as well; 25% is none.
            return Tree.text(String.valueOf(random.nextInt(1, 100)));
        }
        return switch (schema.type()) {
            case "object" -> object(schema, depth);
            case "array" -> array(name, schema, depth);
            case "integer", "number" -> Tree.number(random.nextInt(1, 100));
            case "boolean" -> new Tree.Bool(random.nextBoolean(), 0);
            default -> Tree.text(text(name, schema));
        };
    }

    private String text(String name, Schema schema) {
        List<String> allowed = schema.limits().allowed();
        if (!allowed.isEmpty()) {
            // The records have no Gt and Lt for tolerations, which are behind a feature gate.
            boolean toleration = allowed.contains("Equal") && allowed.contains("Exists");
            return toleration ? allowed.get(random.nextInt(2)) : allowed.get(random.nextInt(allowed.size()));
        }
        if (schema.format().equals("date-time")) {
            return "2026-01-%02dT12:00:00Z".formatted(random.nextInt(1, 29));
        }
        return name.equals("operator") ? "NotIn" : name + random.nextInt(10);
    }

    /** The message of a standard condition is written even where Karpenter's schema does not require it, as Go does it. */
    private static boolean isWritten(String name, Schema schema) {
        return schema.required().contains(name)
                || (name.equals("message") && schema.required().contains("lastTransitionTime"));
    }

    private Tree object(Schema schema, int depth) {
        var fields = new LinkedHashMap<String, Tree>();
        schema.properties().forEach((name, child) -> {
            boolean chosen = depth < DEEPEST && random.nextInt(10) < 6;
            if (chosen || isWritten(name, schema)) {
                Tree value = value(name, child, depth + 1);
                if (!isEmpty(value)) {
                    fields.put(name, value);
                }
            }
        });
        Schema additional = schema.additionalProperties();
        for (int i = random.nextInt(3); additional != null && i > 0; i--) {
            fields.put("example.com/key" + i, value("value", additional, depth + 1));
        }
        if (schema.preserveUnknownFields()) {
            fields.put("anything", Tree.text("goes"));
        }
        return new Tree.Mapping(fields, 0);
    }

    private Tree array(String name, Schema schema, int depth) {
        var items = new ArrayList<Tree>();
        Schema item = schema.items();
        for (int i = random.nextInt(3); item != null && i >= 0; i--) {
            items.add(value(name, item, depth + 1));
        }
        return new Tree.Sequence(items, 0);
    }

    private static boolean isEmpty(Tree tree) {
        return switch (tree) {
            case Tree.Mapping mapping -> mapping.isEmpty();
            case Tree.Sequence sequence -> sequence.items().isEmpty();
            default -> false;
        };
    }
}
