package dev.wainwright.api.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {
    private static Tree parsed(String text) throws IOException {
        var found = new ArrayList<Tree>();
        DocumentReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), new DocumentHandler() {
            @Override
            public void document(Tree.Mapping object, int document) {
                found.add(object);
            }

            @Override
            public void trouble(int document, int line, String message) {
                throw new AssertionError("line " + line + ": " + message + "\n" + text);
            }
        });
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    @Test
    void theLayoutIsKubectls() {
        Tree tree = Json.parse("""
                {"kind":"Pod","spec":{"containers":[{"name":"a","args":["--x","- y","true","1.0"],"env":[]},{"name":"b"}],
                "nodeSelector":{},"script":"one\\ntwo\\n","at":"2026-01-31T00:00:00Z","nested":[["p","q"],[{}]]}}""");

        assertThat(Yaml.print(tree)).isEqualTo("""
                        kind: Pod
                        spec:
                          containers:
                          - name: a
                            args:
                            - --x
                            - "- y"
                            - "true"
                            - "1.0"
                            env: []
                          - name: b
                          nodeSelector: {}
                          script: |
                            one
                            two
                          at: "2026-01-31T00:00:00Z"
                          nested:
                          - - p
                            - q
                          - - {}
                        """);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyTreeComesBackFromItsYamlAndItsJson(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            Tree tree = mapping(random, 0);

            assertThat(parsed(Yaml.print(tree))).as("seed %d, tree %d", seed, i).isEqualTo(tree);
            assertThat(Json.parse(Json.print(tree))).isEqualTo(tree);
            assertThat(Json.parse(Json.pretty(tree))).isEqualTo(tree);
        }
    }

    private static Tree value(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth > 3 ? 5 : 8)) {
            case 0 -> new Tree.Bool(random.nextBoolean(), 0);
            case 1 -> new Tree.Numeral(new BigDecimal(random.nextInt(-2000, 2000)), 0);
            case 2 -> new Tree.Null(0);
            case 3, 4 -> Tree.text(text(random));
            case 5 -> {
                var items = new ArrayList<Tree>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(random, depth + 1));
                }
                yield new Tree.Sequence(items, 0);
            }
            default -> mapping(random, depth + 1);
        };
    }

    private static Tree.Mapping mapping(SplittableRandom random, int depth) {
        var fields = new LinkedHashMap<String, Tree>();
        for (int i = random.nextInt(4) + (depth == 0 ? 1 : 0); i > 0; i--) {
            fields.put(text(random) + i, value(random, depth + 1));
        }
        return new Tree.Mapping(fields, 0);
    }

    private static String text(SplittableRandom random) {
        List<String> pieces = List.of(
                "a",
                "B",
                " ",
                "-",
                ":",
                "#",
                "\n",
                "'",
                "\"",
                "{",
                "]",
                "&",
                "*",
                "!",
                "|",
                ">",
                "%",
                "@",
                "`",
                "true",
                "no",
                "~",
                "1",
                "0x",
                ".",
                ",",
                "\t",
                "\\",
                "\u00e9",
                "\u20ac",
                "\u0007",
                "\u0085",
                "---",
                "<<",
                "=",
                "?",
                "\ud83d\ude00");
        var text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }
}
