package dev.wainwright.cli.top;

import dev.wainwright.cli.top.screen.Line;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;

/**
 * The terminal in raw mode on its alternate screen, as it was again after {@link #close}, which also happens when the
 * process is told to end. JLine gives mode, size, signals and keys; only this class knows it, so that no other command loads
 * it.
 */
final class LiveTerminal implements AutoCloseable, KeyReader.Source {
    /** Alternate screen; no cursor; no wrapping at the right edge. */
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J";

    private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";
    /** Terminals that know it show what is between these at once; the others pass over them. */
    private static final String BEGIN = "\u001b[?2026h";

    private static final String END = "\u001b[?2026l";

    private final Terminal terminal;
    private final Attributes before;
    private final PrintWriter out;
    private final boolean colors;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread atExit = new Thread(this::restore, "restore-terminal");
    private List<String> shown = List.of();
    private int shownColumns;
    private volatile Size size = Size.of(80, 24);

    private LiveTerminal(Terminal terminal, boolean colors) {
        this.terminal = terminal;
        this.colors = colors;
        this.out = terminal.writer();
        before = terminal.enterRawMode();
        measure();
    }

    /**
     * Takes over the terminal; throws {@link IOException} when there is none.
     *
     * @param resized told when its size has changed
     */
    static LiveTerminal open(boolean colors, Runnable resized) throws IOException {
        Logger.getLogger("org.jline").setLevel(Level.OFF);
        Terminal terminal;
        try {
            // Through stty, which takes no longer than Java's native access does and needs no permission for it.
            terminal = TerminalBuilder.builder()
                    .system(true)
                    .provider("exec")
                    .dumb(false)
                    .nativeSignals(true)
                    .build();
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
        var live = new LiveTerminal(terminal, colors);
        Runtime.getRuntime().addShutdownHook(live.atExit);
        terminal.handle(Signal.WINCH, signal -> {
            live.measure();
            resized.run();
        });
        // Who is stopped leaves the terminal as it is, and Java cannot stop itself after tidying up.
        terminal.handle(Signal.TSTP, signal -> {});
        terminal.handle(Signal.CONT, signal -> {
            terminal.enterRawMode();
            live.measure();
            live.again();
            resized.run();
        });
        live.out.print(ENTER);
        live.out.flush();
        return live;
    }

    /** How wide and high it is; 80 by 24 if it does not say. */
    Size size() {
        return size;
    }

    /** Asking takes another process, so it is only done when there is news. */
    private void measure() {
        Size now = terminal.getSize();
        size = now.getColumns() > 0 && now.getRows() > 0 ? now : Size.of(80, 24);
    }

    @Override
    public int read(long millis) throws IOException {
        return terminal.reader().read(millis);
    }

    /** Shows {@code lines}; only those that differ from what is there are sent. */
    synchronized void show(List<Line> lines, int columns) {
        if (closed.get()) {
            return;
        }
        var text = new StringBuilder(BEGIN);
        boolean anew = shownColumns != columns || shown.size() != lines.size();
        if (anew) {
            text.append("\u001b[2J");
        }
        var now = new ArrayList<String>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).ansi(colors);
            now.add(line);
            if (anew || !line.equals(shown.get(i))) {
                text.append("\u001b[").append(i + 1).append(";1H\u001b[2K").append(line);
            }
        }
        out.print(text.append(END));
        out.flush();
        shown = now;
        shownColumns = columns;
    }

    private synchronized void again() {
        shown = List.of();
        out.print(ENTER);
        out.flush();
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending; the hook has nothing left to do.
            return;
        }
        try {
            terminal.close();
        } catch (IOException e) {
            // It is as it was before; nothing depends on the rest.
            return;
        }
    }

    private synchronized void restore() {
        if (closed.compareAndSet(false, true)) {
            out.print(LEAVE);
            out.flush();
            terminal.setAttributes(before);
        }
    }
}
