package dev.wainwright.apiserver.table;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JSON paths that columns of custom kinds may have: names ({@code .a.b}, dots in them escaped with a backslash, or
 * {@code ['a']}), positions ({@code [0]}, {@code [-1]}), everything ({@code [*]}), and items by a field
 * ({@code [?(@.type=="Ready")]}). Immutable.
 */
public final class JsonPath {
    private final List<Step> steps;

    private JsonPath(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    private sealed interface Step {
        Stream<Tree> from(Tree tree);
    }

    private record Name(String name) implements Step {
        @Override
        public Stream<Tree> from(Tree tree) {
            return tree instanceof Tree.Mapping mapping ? Stream.ofNullable(mapping.get(name)) : Stream.empty();
        }
    }

    private record Position(int index) implements Step {
        @Override
        public Stream<Tree> from(Tree tree) {
            if (!(tree instanceof Tree.Sequence sequence)) {
                return Stream.empty();
            }
            int at = index < 0 ? sequence.items().size() + index : index;
            return at >= 0 && at < sequence.items().size()
                    ? Stream.of(sequence.items().get(at))
                    : Stream.empty();
        }
    }

    private record All() implements Step {
        @Override
        public Stream<Tree> from(Tree tree) {
            return switch (tree) {
                case Tree.Sequence sequence -> sequence.items().stream();
                case Tree.Mapping mapping -> mapping.fields().values().stream();
                default -> Stream.empty();
            };
        }
    }

    private record Where(JsonPath field, String value, boolean equal) implements Step {
        @Override
        public Stream<Tree> from(Tree tree) {
            return new All()
                    .from(tree)
                    .filter(item -> field.first(item)
                            .map(found -> text(found).equals(value) == equal)
                            .orElse(false));
        }
    }

    /** Reads a path; empty when it is none of these forms. */
    public static Optional<JsonPath> parse(String path) {
        var steps = new JsonPathReader(path).steps();
        return steps.map(read -> new JsonPath(read.stream().map(JsonPath::step).toList()));
    }

    private static Step step(JsonPathReader.Token token) {
        return switch (token.kind()) {
            case NAME -> new Name(token.text());
            case POSITION -> new Position(Integer.parseInt(token.text()));
            case ALL -> new All();
            case EQUAL, UNEQUAL ->
                new Where(
                        new JsonPath(token.field().stream().map(JsonPath::step).toList()),
                        token.text(),
                        token.kind() == JsonPathReader.Kind.EQUAL);
        };
    }

    /** All that the path leads to, in the order of the document. */
    public List<Tree> all(Tree document) {
        List<Tree> at = List.of(document);
        for (Step step : steps) {
            var next = new ArrayList<Tree>();
            at.forEach(each -> step.from(each).forEach(next::add));
            at = next;
        }
        return at;
    }

    public Optional<Tree> first(Tree document) {
        return all(document).stream().findFirst();
    }

    /** A value as text: scalars plainly, all else as JSON. */
    static String text(Tree value) {
        return switch (value) {
            case Tree.Text text -> text.value();
            case Tree.Numeral number -> number.value().toPlainString();
            case Tree.Bool bool -> Boolean.toString(bool.value());
            default -> Json.print(value);
        };
    }
}
