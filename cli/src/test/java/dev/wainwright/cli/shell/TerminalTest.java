package dev.wainwright.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void noColorAndDumbTerminalsTurnColorsOff() {
        assertThat(Terminal.allowsColor(Map.of("TERM", "xterm"))).isTrue();
        assertThat(Terminal.allowsColor(Map.of("TERM", "xterm", "NO_COLOR", "")))
                .isTrue();
        assertThat(Terminal.allowsColor(Map.of("TERM", "xterm", "NO_COLOR", "0")))
                .isFalse();
        assertThat(Terminal.allowsColor(Map.of("TERM", "dumb"))).isFalse();
    }

    @Test
    void theFirstLocaleVariableThatSaysSomethingDecidesAboutUnicode() {
        assertThat(Terminal.showsUnicode(Map.of("LANG", "en_GB.UTF-8"))).isTrue();
        assertThat(Terminal.showsUnicode(Map.of("LC_ALL", "", "LANG", "C.utf8")))
                .isTrue();
        assertThat(Terminal.showsUnicode(Map.of("LC_ALL", "C", "LANG", "en_GB.UTF-8")))
                .isFalse();
        assertThat(Terminal.showsUnicode(Map.of())).isFalse();
    }

    @Test
    void badInputOutweighsANo() {
        assertThat(Exit.DONE.and(Exit.NO)).isEqualTo(Exit.NO);
        assertThat(Exit.NO.and(Exit.DONE)).isEqualTo(Exit.NO);
        assertThat(Exit.NO.and(Exit.BAD_INPUT)).isEqualTo(Exit.BAD_INPUT);
        assertThat(Exit.BAD_INPUT.and(Exit.NO)).isEqualTo(Exit.BAD_INPUT);
    }
}
