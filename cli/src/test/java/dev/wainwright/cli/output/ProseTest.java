package dev.wainwright.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProseTest {
    @Test
    void breaksBetweenWordsAndNeverBetweenANumberAndItsUnit() {
        assertThat(Prose.wrap("", "  ", "launch 12 s, boot 20 s, image 5.5 s", 21))
                .containsExactly("launch 12 s, boot", "  20 s, image 5.5 s");
        assertThat(Prose.wrap("", "", "3 sets of 50 % each", 11)).containsExactly("3 sets of", "50 % each");
    }

    @Test
    void aWordThatIsTooLongStaysWhole() {
        assertThat(Prose.wrap("- ", "  ", "see docs/kubernetes-differences.md now", 12))
                .containsExactly("- see", "  docs/kubernetes-differences.md", "  now");
    }

    @Test
    void coloursTakeNoRoom() {
        assertThat(Prose.wrap("", "", "\u001b[31mred\u001b[0m and blue", 12))
                .containsExactly("\u001b[31mred\u001b[0m and blue");
    }
}
