package dev.wainwright.cli.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.cli.top.screen.Key;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyReaderTest {
    private static final String ESC = "\u001b";

    @Test
    void sequencesOfManyTerminalsAreTheSameKeys() throws IOException {
        assertThat(read(ESC + "[A" + ESC + "OA")).containsExactly(Key.Special.UP, Key.Special.UP);
        assertThat(read(ESC + "[B" + ESC + "[1;5B")).containsExactly(Key.Special.DOWN, Key.Special.DOWN);
        assertThat(read(ESC + "[5~" + ESC + "[6~")).containsExactly(Key.Special.PAGE_UP, Key.Special.PAGE_DOWN);
        assertThat(read(ESC + "[H" + ESC + "[1~" + ESC + "[7~" + ESC + "OH"))
                .containsOnly(Key.Special.HOME)
                .hasSize(4);
        assertThat(read(ESC + "[F" + ESC + "[4~" + ESC + "[8~"))
                .containsOnly(Key.Special.END)
                .hasSize(3);
        assertThat(read(ESC + "[Z\t\r\n\u007f\b"))
                .containsExactly(
                        Key.Special.BACK_TAB,
                        Key.Special.TAB,
                        Key.Special.ENTER,
                        Key.Special.ENTER,
                        Key.Special.BACKSPACE,
                        Key.Special.BACKSPACE);
    }

    @Test
    void aLoneEscapeIsAKeyAndWhatFollowsItAnother() throws IOException {
        assertThat(read(ESC)).containsExactly(Key.Special.ESCAPE);
        assertThat(read(ESC + "q")).containsExactly(Key.Special.ESCAPE, new Key.Typed('q'));
        assertThat(read(ESC + ESC + "[A")).containsExactly(Key.Special.ESCAPE, Key.Special.UP);
    }

    @Test
    void whatIsNotUnderstoodIsPassedOver() throws IOException {
        assertThat(read(ESC + "[2~" + ESC + "[15~" + ESC + "[<0;1;1Mx\u0001"))
                .contains(new Key.Typed('x'))
                .doesNotContain(new Key.Typed('1'), new Key.Typed('~'));
    }

    @Test
    void charactersOfAnyScriptAreTyped() throws IOException {
        assertThat(read("é東🚀"))
                .containsExactly(new Key.Typed('é'), new Key.Typed('東'), new Key.Typed("🚀".codePointAt(0)));
    }

    @Test
    void controlCQuits() throws IOException {
        assertThat(read("\u0003")).containsExactly(new Key.Typed('q'));
    }

    @Test
    void theEndOfTheTerminalIsTold() {
        assertThatThrownBy(() -> new KeyReader(millis -> KeyReader.Source.END).next(10))
                .isInstanceOf(KeyReader.Ended.class);
    }

    private static List<Key> read(String text) throws IOException {
        int[] at = {0};
        var reader = new KeyReader(millis -> at[0] < text.length() ? text.charAt(at[0]++) : KeyReader.Source.NOTHING);
        var keys = new ArrayList<Key>();
        for (int i = 0; i <= text.length(); i++) {
            Optional<Key> key = reader.next(10);
            key.ifPresent(keys::add);
        }
        return keys;
    }
}
