package dev.wainwright.api.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void charactersThatDoNotStandForThemselvesAreEscaped() {
        assertThat(Json.print(Tree.text("a \"b\" \\ \n\t\r \u0001 \u007F \u2028 \uFEFF")))
                .isEqualTo("\"a \\\"b\\\" \\\\ \\n\\t\\r \\u0001 \\u007f \\u2028 \\ufeff\"");
    }

    @Test
    void otherAlphabetsAndPicturesStayReadable() {
        assertThat(Json.print(Tree.text("Größe 大小 🚀"))).isEqualTo("\"Größe 大小 🚀\"");
    }

    @Test
    void halfACharacterIsEscapedRatherThanLost() {
        assertThat(Json.print(Tree.text("a\uD83Db"))).isEqualTo("\"a\\ud83db\"");
        assertThat(Json.parse("\"a\\ud83db\"")).isEqualTo(Tree.text("a\uD83Db"));
    }

    @Test
    void everyTextIsReadBackAsItWasAndIsTheSameAsBytes() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            String text = random.ints(random.nextInt(3_000), 0, 0x3000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            var tree = new Tree.Sequence(List.of(Tree.text(text)), 0);

            assertThat(Json.parse(Json.print(tree))).as("seed %d", seed).isEqualTo(tree);
            assertThat(new String(Json.bytes(tree), StandardCharsets.UTF_8))
                    .as("seed %d", seed)
                    .isEqualTo(Json.print(tree));
        }
    }

    @Test
    void indentedJsonKeepsEmptyPartsOnOneLine() {
        Tree tree = Json.parse("{\"a\":{},\"b\":[],\"c\":[1,{\"d\":null}]}");

        assertThat(Json.pretty(tree)).isEqualTo("""
                {
                  "a": {},
                  "b": [],
                  "c": [
                    1,
                    {
                      "d": null
                    }
                  ]
                }""");
    }

    @Test
    void fieldsAreChangedAddedAndTakenAwayInOrder() {
        Tree.Mapping tree = (Tree.Mapping) Json.parse("{\"a\":1,\"b\":2,\"c\":3}");

        assertThat(Json.print(tree.with("b", Tree.text("x")))).isEqualTo("{\"a\":1,\"b\":\"x\",\"c\":3}");
        assertThat(Json.print(tree.with("d", Tree.text("x")))).isEqualTo("{\"a\":1,\"b\":2,\"c\":3,\"d\":\"x\"}");
        assertThat(Json.print(tree.without("a"))).isEqualTo("{\"b\":2,\"c\":3}");
        assertThat(tree.without("e")).isSameAs(tree);
    }

    @Test
    void largeMappingsFindTheirFieldsAfterChanges() {
        Tree.Mapping tree = Tree.Mapping.EMPTY;
        for (int i = 0; i < 100; i++) {
            tree = tree.with("field-" + i, Tree.number(i));
        }
        for (int i = 0; i < 100; i += 2) {
            tree = tree.without("field-" + i).with("field-" + (i + 1), Tree.text("odd"));
        }

        assertThat(tree.fields()).hasSize(50);
        assertThat(tree.text("field-99", "")).isEqualTo("odd");
        assertThat(tree.get("field-98")).isNull();
    }
}
