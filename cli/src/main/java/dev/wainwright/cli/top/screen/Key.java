package dev.wainwright.cli.top.screen;

/** A key that was pressed: a character, or one without. */
public sealed interface Key {
    /** A character. */
    record Typed(int codePoint) implements Key {}

    /** A key that types nothing. */
    enum Special implements Key {
        UP,
        DOWN,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END,
        ENTER,
        ESCAPE,
        TAB,
        BACK_TAB,
        BACKSPACE
    }
}
