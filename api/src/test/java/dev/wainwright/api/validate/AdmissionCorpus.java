package dev.wainwright.api.validate;

import dev.wainwright.api.Kind;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Prints creations and updates of our custom kinds, one in a line: valid ones, ones with a part written anew, random ones,
 * and ones with unknown fields, wrong types and missing parts. {@code bench/peers/admission/corpus.sh} asks Kubernetes' own
 * code for its verdicts on them.
 */
final class AdmissionCorpus {
    private static final long SEED = 900_000;
    private static final List<Tree> WRONG = List.of(
            Tree.text("x"),
            Tree.number(7),
            new Tree.Bool(true, 0),
            new Tree.Null(0),
            new Tree.Sequence(List.of(), 0),
            Tree.Mapping.EMPTY);

    private AdmissionCorpus() {}

    /** The argument is the number of requests per kind. */
    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int count = Integer.parseInt(arguments[0]);
        Example.all().forEach(example -> print(example, count, out));
        out.flush();
    }

    private static void print(Example example, int count, PrintStream out) {
        // What users write into a status is ignored, so nothing is to be learned from it.
        Tree.Mapping valid = example.document().without("status");
        for (int i = 0; i < count; i++) {
            out.println(Json.print(request(example.kind(), valid, i)));
        }
    }

    private static Tree request(Kind kind, Tree.Mapping valid, int number) {
        Schema schema = kind.schema().get();
        var documents = new RandomDocuments(SEED + number);
        Tree.Mapping object = number % 4 == 0 ? documents.document(schema) : documents.mutated(valid, schema);
        Map<String, Tree> request = new LinkedHashMap<>();
        request.put("kind", Tree.text(kind.kind()));
        if (number % 3 != 2) {
            request.put(
                    "old",
                    number % 3 == 0 ? valid : documents.mutated(valid, schema).without("status"));
        }
        if (number % 5 == 4
                && corrupted(object, new SplittableRandom(SEED + number)) instanceof Tree.Mapping corrupted) {
            object = corrupted;
        }
        request.put("object", object.without("status"));
        return new Tree.Mapping(request, 0);
    }

    private static Tree corrupted(Tree tree, SplittableRandom random) {
        if (tree instanceof Tree.Mapping mapping && !mapping.isEmpty()) {
            return corrupted(mapping, random);
        }
        if (tree instanceof Tree.Sequence sequence && !sequence.items().isEmpty() && random.nextInt(5) > 0) {
            var items = new ArrayList<>(sequence.items());
            items.set(0, corrupted(items.getFirst(), random));
            return new Tree.Sequence(items, 0);
        }
        return WRONG.get(random.nextInt(WRONG.size()));
    }

    private static Tree corrupted(Tree.Mapping mapping, SplittableRandom random) {
        List<Map.Entry<String, Tree>> fields = mapping.fields().entrySet().stream()
                .filter(field -> !List.of("apiVersion", "kind", "metadata").contains(field.getKey()))
                .toList();
        if (fields.isEmpty()) {
            return mapping;
        }
        Map.Entry<String, Tree> field = fields.get(random.nextInt(fields.size()));
        return switch (random.nextInt(8)) {
            case 0 -> mapping.without(field.getKey());
            case 1 -> mapping.with("oops", field.getValue());
            default -> mapping.with(field.getKey(), corrupted(field.getValue(), random));
        };
    }
}
