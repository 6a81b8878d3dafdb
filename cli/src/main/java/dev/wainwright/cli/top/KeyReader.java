package dev.wainwright.cli.top;

import dev.wainwright.cli.top.screen.Key;
import java.io.IOException;
import java.util.Optional;

/** Makes keys of the characters that a terminal sends (ECMA-48, xterm and the VT220's numbered keys). */
final class KeyReader {
    private static final int ESCAPE = 27;
    /** A lone escape is the key; a sequence comes at once. */
    private static final int PATIENCE_MILLIS = 30;

    private final Source source;
    private int kept = Source.NOTHING;

    /** The terminal's characters. */
    interface Source {
        int END = -1;
        int NOTHING = -2;

        /** The next one, {@link #END} or, after so many milliseconds, {@link #NOTHING}. */
        int read(long millis) throws IOException;
    }

    KeyReader(Source source) {
        this.source = source;
    }

    /** The end of the input. */
    static final class Ended extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** The next key, if there is one within that time; keys without a meaning here are none. */
    Optional<Key> next(long millis) throws IOException {
        int first = kept == Source.NOTHING ? source.read(Math.max(1, millis)) : kept;
        kept = Source.NOTHING;
        return switch (first) {
            case Source.END -> throw new Ended();
            case Source.NOTHING -> Optional.empty();
            case ESCAPE -> sequence();
            case '\r', '\n' -> Optional.of(Key.Special.ENTER);
            case '\t' -> Optional.of(Key.Special.TAB);
            case 8, 127 -> Optional.of(Key.Special.BACKSPACE);
            // Control characters: P and N as in Emacs, C and D to leave, B and F for pages.
            case 3, 4 -> Optional.of(new Key.Typed('q'));
            case 16 -> Optional.of(Key.Special.UP);
            case 14 -> Optional.of(Key.Special.DOWN);
            case 2 -> Optional.of(Key.Special.PAGE_UP);
            case 6 -> Optional.of(Key.Special.PAGE_DOWN);
            default -> first < ' ' ? Optional.empty() : Optional.of(new Key.Typed(whole(first)));
        };
    }

    /** Characters beyond the first plane come as two. */
    private int whole(int first) throws IOException {
        if (!Character.isHighSurrogate((char) first)) {
            return first;
        }
        int second = source.read(PATIENCE_MILLIS);
        return second > 0 && Character.isLowSurrogate((char) second)
                ? Character.toCodePoint((char) first, (char) second)
                : '?';
    }

    private Optional<Key> sequence() throws IOException {
        int next = source.read(PATIENCE_MILLIS);
        if (next != '[' && next != 'O') {
            kept = next;
            return Optional.of(Key.Special.ESCAPE);
        }
        var parameters = new StringBuilder();
        int last = source.read(PATIENCE_MILLIS);
        while (last >= ' ' && last < '@') {
            parameters.append((char) last);
            last = source.read(PATIENCE_MILLIS);
        }
        return special(last, parameters.toString());
    }

    private static Optional<Key> special(int last, String parameters) {
        return switch (last) {
            case 'A' -> Optional.of(Key.Special.UP);
            case 'B' -> Optional.of(Key.Special.DOWN);
            case 'H' -> Optional.of(Key.Special.HOME);
            case 'F' -> Optional.of(Key.Special.END);
            case 'Z' -> Optional.of(Key.Special.BACK_TAB);
            case 'M' -> Optional.of(Key.Special.ENTER);
            case '~' ->
                switch (parameters.split(";", -1)[0]) {
                    case "1", "7" -> Optional.of(Key.Special.HOME);
                    case "4", "8" -> Optional.of(Key.Special.END);
                    case "5" -> Optional.of(Key.Special.PAGE_UP);
                    case "6" -> Optional.of(Key.Special.PAGE_DOWN);
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }
}
