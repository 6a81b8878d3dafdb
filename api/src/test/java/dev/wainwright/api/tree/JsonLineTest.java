package dev.wainwright.api.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** JSON written piece by piece. */
class JsonLineTest {
    private final JsonLine out = new JsonLine(1);

    @Test
    void commasComeByThemselves() {
        out.beginMapping();
        out.name("a,");
        out.text("x,");
        out.name("b");
        out.beginSequence();
        out.number(1);
        out.truth(true);
        out.tree(Tree.text("ü"));
        out.beginMapping();
        out.endMapping();
        out.endSequence();
        out.name("c");
        out.number(-2);
        out.endMapping();

        assertThat(out).hasToString("{\"a,\":\"x,\",\"b\":[1,true,\"ü\",{}],\"c\":-2}");
    }

    @Test
    void whatIsTakenBackLeavesNothingBehind() {
        out.beginMapping();
        int before = out.size();
        out.name("gone");
        out.beginMapping();
        out.back(before);
        out.name("a");
        out.number(1);
        before = out.size();
        out.name("gone, too");
        out.back(before);
        out.name("b");
        out.number(2);
        out.endMapping();
        out.end();

        assertThat(out).hasToString("{\"a\":1,\"b\":2}\n");
    }
}
