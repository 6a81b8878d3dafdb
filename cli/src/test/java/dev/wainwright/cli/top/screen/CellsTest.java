package dev.wainwright.cli.top.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {
    @ParameterizedTest
    @CsvSource({"web-0, 5", "東京, 4", "ｱ, 1", "né, 2", "🚀x, 3", "█▌·, 3"})
    void wideCharactersCountTwice(String text, int cells) {
        assertThat(Cells.width(text)).isEqualTo(cells);
    }

    @Test
    void marksThatJoinOthersCountNothing() {
        assertThat(Cells.width("ne\u0301")).isEqualTo(2);
        assertThat(Cells.width("a\u200bb")).isEqualTo(2);
    }

    @Test
    void cutsNeverTearACharacterAndNeverExceedTheirWidth() {
        String text = "ab東京🚀e\u0301z";
        for (int width = 0; width < 12; width++) {
            assertThat(Cells.width(Cells.cut(text, width, true))).isLessThanOrEqualTo(width);
            assertThat(Cells.width(Cells.shortened(text, width, true))).isLessThanOrEqualTo(width);
            assertThat(Cells.head(text, width)).doesNotEndWith("\ud83d");
        }
        assertThat(Cells.cut("abcdef", 4, true)).isEqualTo("abc…");
        assertThat(Cells.cut("abcdef", 4, false)).isEqualTo("ab..");
        assertThat(Cells.shortened("abcdefgh", 5, true)).isEqualTo("ab…gh");
    }

    @Test
    void nothingInATextCanCommandTheTerminal() {
        assertThat(Cells.clean("a\u001b[2Jb\nc\td\u009be\u202ef", true)).isEqualTo("a [2Jb c d e f");
        assertThat(Cells.clean("né", false)).isEqualTo("n?");
    }
}
