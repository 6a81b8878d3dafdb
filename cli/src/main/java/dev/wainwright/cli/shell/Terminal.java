package dev.wainwright.cli.shell;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Where a command writes, and what can be shown there.
 *
 * @param out answers
 * @param err errors, hints and progress
 * @param interactive whether somebody is watching {@code err}
 * @param color whether {@code out} takes colours
 * @param unicode whether {@code out} shows more than ASCII
 * @param columns how wide a line may be
 */
public record Terminal(
        PrintStream out, PrintStream err, boolean interactive, boolean color, boolean unicode, int columns) {
    private static final int USUAL_WIDTH = 80;

    /**
     * The terminal this process was started from. The launcher has looked at it ({@code wain.tty} lists which of out and err
     * are terminals, {@code wain.columns} is the width), because Java cannot tell for each stream.
     */
    public static Terminal ofProcess() {
        String tty = System.getProperty("wain.tty", "");
        var out = stream(FileDescriptor.out);
        var err = stream(FileDescriptor.err);
        boolean color = tty.contains("out") && allowsColor(System.getenv());
        int columns = Integer.getInteger("wain.columns", USUAL_WIDTH);
        return new Terminal(
                out, err, tty.contains("err"), color, showsUnicode(System.getenv()), Math.max(USUAL_WIDTH, columns));
    }

    /** Whether this process's stdout is a terminal on which the cursor can be moved. */
    public static boolean isScreen() {
        return System.getProperty("wain.tty", "").contains("out")
                && !System.getenv().getOrDefault("TERM", "dumb").equals("dumb");
    }

    public Terminal withColor(boolean newColor) {
        return new Terminal(out, err, interactive, newColor, unicode, columns);
    }

    public void error(String message) {
        err.println(paint("31;1", "error:", color && interactive) + " " + message);
    }

    public void warning(String message) {
        err.println(paint("33;1", "warning:", color && interactive) + " " + message);
    }

    public void note(String message) {
        err.println(paint("36", "note:", color && interactive) + " " + message);
    }

    public void hint(String message) {
        err.println(paint("36", "hint:", color && interactive) + " " + message);
    }

    public String bold(String text) {
        return paint("1", text, color);
    }

    public String dim(String text) {
        return paint("2", text, color);
    }

    public String red(String text) {
        return paint("31", text, color);
    }

    public String green(String text) {
        return paint("32", text, color);
    }

    public String yellow(String text) {
        return paint("33", text, color);
    }

    private static String paint(String code, String text, boolean really) {
        return really ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 1 << 15),
                descriptor == FileDescriptor.err,
                StandardCharsets.UTF_8);
    }

    /** See no-color.org: the variable's presence counts, not its value, unless it is empty. */
    static boolean allowsColor(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** POSIX order: LC_ALL, then LC_CTYPE, then LANG; the first that says something decides. */
    static boolean showsUnicode(Map<String, String> environment) {
        for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                String locale = value.toUpperCase(Locale.ROOT);
                return locale.contains("UTF-8") || locale.contains("UTF8");
            }
        }
        return false;
    }
}
