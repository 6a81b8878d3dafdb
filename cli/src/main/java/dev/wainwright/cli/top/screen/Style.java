package dev.wainwright.cli.top.screen;

/** How a piece of text looks; the codes are those of ECMA-48's SGR. */
public enum Style {
    PLAIN("", false),
    BOLD("1", false),
    DIM("2", false),
    REVERSED("7", false),
    RED("31", true),
    GREEN("32", true),
    YELLOW("33", true),
    BLUE("34", true),
    CYAN("36", true),
    /** Bold and red: something is wrong. */
    ALARM("1;31", true);

    private final String code;
    private final boolean color;

    Style(String code, boolean color) {
        this.code = code;
        this.color = color;
    }

    /** Without colours an alarm stays bold, and colours become plain. */
    String code(boolean colors) {
        return colors || !color ? code : this == ALARM ? "1" : "";
    }
}
