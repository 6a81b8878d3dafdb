package dev.wainwright.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.cli.output.TextTable.Cell;
import dev.wainwright.cli.output.TextTable.Column;
import dev.wainwright.solver.Reason;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 10, ···  0%, ...  0%",
        "5, 10, █▌· 50%, ##. 50%",
        "10, 10, ███100%, ###100%",
        "999, 1000, ███ 99%, ### 99%",
        "11, 10, ███100%, ###100%",
        "0, 0, ···  0%, ...  0%"
    })
    void barShowsTheShareInBlocksOrSigns(long part, long whole, String blocks, String signs) {
        assertThat(Bar.of(part, whole, 3, true)).isEqualTo(blocks);
        assertThat(Bar.of(part, whole, 3, false)).isEqualTo(signs);
    }

    @Test
    void barIsAlwaysAsWideAsPromised() {
        for (int part = 0; part <= 1000; part++) {
            assertThat(Bar.of(part, 1000, 5, true)).hasSize(9);
        }
    }

    @Test
    void tableGivesColumnsTheRoomTheyNeed() {
        var table = new TextTable(Column.yielding("NAME"), Column.right("PODS"), Column.left("ZONE"));
        table.row(Cell.of("web"), Cell.of("3"), Cell.of("a"));
        table.row(Cell.of("database"), Cell.of("12"), Cell.of("b"));
        assertThat(table.lines(80, UnaryOperator.identity()))
                .containsExactly("NAME     PODS ZONE", "web         3 a", "database   12 b");
    }

    @Test
    void tableThatIsTooWideShortensWhatMayYieldInItsMiddle() {
        var table = new TextTable(Column.yielding("NAME"), Column.right("PODS"));
        table.row(Cell.of("general-purpose-17"), Cell.of("3"));
        assertThat(table.lines(16, UnaryOperator.identity())).containsExactly("NAME        PODS", "genera..-17    3");
    }

    @Test
    void coloursTakeNoRoom() {
        var table = new TextTable(Column.left("NAME"), Column.left("X"));
        table.row(new Cell("web", text -> "<" + text + ">"), Cell.of("y"));
        assertThat(table.lines(80, UnaryOperator.identity())).containsExactly("NAME X", "<web>  y");
    }

    @Test
    void proseBreaksBetweenWords() {
        assertThat(Prose.wrap("- ", "  ", "one two three", 9)).containsExactly("- one two", "  three");
        assertThat(Prose.wrap("- ", "  ", "incomprehensibilities", 9)).containsExactly("- incomprehensibilities");
    }

    @Test
    void reasonsAreDrawnAsTrees() {
        var reason = Reason.of("top", Reason.of("a", Reason.of("a1")), Reason.of("b"));
        assertThat(Prose.tree(reason, "", 80, true)).containsExactly("top", "├─ a", "│  └─ a1", "└─ b");
        assertThat(Prose.tree(reason, "", 80, false)).containsExactly("top", "|- a", "|  `- a1", "`- b");
        assertThat(Prose.inline(reason)).isEqualTo("top (a (a1); b)");
    }
}
