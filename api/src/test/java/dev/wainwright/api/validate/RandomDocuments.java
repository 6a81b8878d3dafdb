package dev.wainwright.api.validate;

import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Documents with the structure of a schema: fields have their types and required fields are there, but values are drawn
 * from what users write and from what they get wrong, so every rule meets both.
 */
final class RandomDocuments {
    private static final List<String> LABELS = List.of(
            "team",
            "example.com/team",
            "karpenter.sh/nodepool",
            "karpenter.sh/capacity-type",
            "karpenter.sh/other",
            "sub.karpenter.sh/x",
            "notkarpenter.sh/x",
            "karpenter.sh",
            "kubernetes.io/hostname",
            "kubernetes.io/arch",
            "node.kubernetes.io/instance-type",
            "karpenter.k8s.aws/instance-family",
            "karpenter.k8s.aws/instance-tenancy",
            "karpenter.k8s.aws/nitro-sandbox",
            "karpenter.k8s.aws/instance-pods",
            "x.karpenter.k8s.aws/instance-cpu",
            "karpenter.k8s.aws.example.com/x",
            "/leading",
            "a/b/karpenter.sh");
    private static final List<String> VALUES = List.of(
            "", "a", "b", "0", "1", "2", "+3", "-1", "007", "9223372036854775808", "1.5", "x y", "spot", "m5.large");
    private static final List<String> ALIASES = List.of(
            "al2023@latest",
            "al2@latest",
            "bottlerocket@v1.20.0",
            "windows2022@latest",
            "windows2022@v1",
            "windows2019",
            "windows2025@latest@x",
            "windows2019@latest",
            "al2023",
            "al2023@",
            "@latest",
            "ubuntu@latest",
            "al-2023@latest",
            "AL2023@latest",
            "al2023@a\nb",
            "");
    private static final List<String> TAGS = List.of(
            "team",
            "",
            "Name",
            "eks:eks-cluster-name",
            "kubernetes.io/cluster/one",
            "kubernetes.io/clusters",
            "karpenter.sh/nodepool",
            "karpenter.sh/nodeclaim",
            "karpenter.k8s.aws/ec2nodeclass",
            "karpenter.sh/discovery");
    private static final List<String> RESOURCES =
            List.of("cpu", "memory", "ephemeral-storage", "pods", "nodes", "nvidia.com/gpu", "smarter-devices/fuse");
    private static final List<String> TEXTS = List.of(
            "",
            "default",
            "a",
            "karpenter.sh",
            "0s",
            "30m",
            "Never",
            "1h30m",
            "10%",
            "5",
            "@daily",
            "0 9 * * *",
            "20Gi");
    private static final long[] NUMBERS = {0, 1, 2, 3, 5, 30, 50, 60, 100, 180, 300, -1, 2_000_000_000L};

    private final SplittableRandom random;

    RandomDocuments(long seed) {
        random = new SplittableRandom(seed);
    }

    Tree.Mapping document(Schema schema) {
        return (Tree.Mapping) value(schema, "", "");
    }

    /** The document with one part, chosen at random, written anew; another part with luck. */
    Tree.Mapping mutated(Tree.Mapping document, Schema schema) {
        Tree.Mapping changed = (Tree.Mapping) mutate(document, schema, "", "");
        return random.nextInt(3) == 0 ? (Tree.Mapping) mutate(changed, schema, "", "") : changed;
    }

    private Tree mutate(Tree tree, Schema schema, String name, String parent) {
        if (random.nextInt(6) == 0 && !name.isEmpty()) {
            return value(schema, name, parent);
        }
        return switch (tree) {
            case Tree.Mapping mapping -> mutateField(mapping, schema, name);
            case Tree.Sequence sequence -> mutateItem(sequence, schema, name);
            default -> value(schema, name, parent);
        };
    }

    private Tree mutateItem(Tree.Sequence sequence, Schema schema, String name) {
        if (schema.items() == null || sequence.items().isEmpty()) {
            return value(schema, name, "");
        }
        var items = new ArrayList<>(sequence.items());
        int at = random.nextInt(items.size());
        if (random.nextInt(4) == 0) {
            items.add(items.get(at));
        } else {
            items.set(at, mutate(items.get(at), schema.items(), "", name));
        }
        return new Tree.Sequence(items, 0);
    }

    private Tree mutateField(Tree.Mapping mapping, Schema schema, String name) {
        if (schema.additionalProperties() != null) {
            return mapping.with(key(name), value(schema.additionalProperties(), "", name));
        }
        List<String> properties = schema.properties().keySet().stream()
                .filter(property -> !isOfEveryKind(schema, property))
                .toList();
        if (properties.isEmpty()) {
            return mapping;
        }
        String property = properties.get(random.nextInt(properties.size()));
        Schema child = Objects.requireNonNull(schema.properties().get(property));
        Tree present = mapping.get(property);
        if (present == null) {
            return mapping.with(property, value(child, property, name));
        }
        if (!schema.required().contains(property) && random.nextInt(5) == 0) {
            return mapping.without(property);
        }
        return mapping.with(property, mutate(present, child, property, name));
    }

    private Tree value(Schema schema, String name, String parent) {
        return switch (schema.type()) {
            case "object" -> object(schema, name);
            case "array" -> list(schema, name);
            case "boolean" -> new Tree.Bool(random.nextBoolean(), 0);
            case "integer", "number" ->
                new Tree.Numeral(BigDecimal.valueOf(NUMBERS[random.nextInt(NUMBERS.length)]), 0);
            case "string" -> Tree.text(text(schema, name, parent));
            default -> random.nextBoolean() ? Tree.number(random.nextInt(8)) : Tree.text("100Mi");
        };
    }

    private Tree object(Schema schema, String name) {
        Map<String, Tree> fields = new LinkedHashMap<>();
        if (schema.additionalProperties() != null) {
            for (int i = random.nextInt(4); i > 0; i--) {
                fields.put(key(name), value(schema.additionalProperties(), "", name));
            }
        }
        schema.properties().forEach((property, child) -> {
            if (!isOfEveryKind(schema, property) && (schema.required().contains(property) || random.nextInt(5) < 2)) {
                fields.put(property, value(child, property, name));
            }
        });
        return new Tree.Mapping(fields, 0);
    }

    private Tree list(Schema schema, String name) {
        var items = new ArrayList<Tree>();
        for (int i = random.nextInt(4); i > 0 && schema.items() != null; i--) {
            items.add(value(schema.items(), "", name));
        }
        return new Tree.Sequence(items, 0);
    }

    /** Metadata and the names of kind and version, which no rule is about. */
    private static boolean isOfEveryKind(Schema parent, String property) {
        return parent.properties().containsKey("apiVersion")
                && List.of("apiVersion", "kind", "metadata").contains(property);
    }

    private String key(String map) {
        return switch (map) {
            case "labels" -> pick(LABELS);
            case "limits", "capacity", "requests", "allocatable", "resources" -> pick(RESOURCES);
            default -> pick(TAGS);
        };
    }

    private String text(Schema schema, String name, String parent) {
        if (!schema.limits().allowed().isEmpty()) {
            return pick(schema.limits().allowed());
        }
        return switch (name.isEmpty() ? parent : name) {
            case "key" -> pick(LABELS);
            case "values", "tags" -> pick(VALUES);
            case "alias" -> pick(ALIASES);
            default -> pick(TEXTS);
        };
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
