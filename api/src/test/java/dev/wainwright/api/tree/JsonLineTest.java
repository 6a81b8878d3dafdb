package dev.wainwright.api.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

    @Test
    void timesAreWrittenAsJavaWritesThem() {
        var random = new Random(1);
        var times = new ArrayList<Instant>(List.of(
                Instant.EPOCH,
                Instant.parse("1969-12-31T23:59:59Z"),
                Instant.parse("2024-02-29T00:00:00Z"),
                Instant.parse("2026-11-23T20:44:15.120Z"),
                Instant.parse("0999-12-31T23:59:59Z"),
                Instant.parse("9999-12-31T23:59:59Z"),
                Instant.parse("+10000-01-01T00:00:00Z"),
                Instant.MIN));
        for (int i = 0; i < 1_000; i++) {
            times.add(Instant.ofEpochSecond(random.nextLong(-70_000_000_000L, 300_000_000_000L)));
        }
        for (Instant time : times) {
            var line = new JsonLine(8);
            line.time(time);
            assertThat(line).hasToString('"' + time.toString() + '"');
        }
    }

    @Test
    void aNameMadeOnceIsWrittenAsAnyOther() {
        byte[] label = JsonLine.label("a \"quoted\" one");
        out.beginMapping();
        out.name(label);
        out.number(1);
        out.name(label);
        out.number(2);
        out.endMapping();

        assertThat(out).hasToString("{\"a \\\"quoted\\\" one\":1,\"a \\\"quoted\\\" one\":2}");
    }
}
