package dev.wainwright.cli.shell;

/**
 * Says on stderr what takes so long. Nothing is shown before two seconds have passed, nothing when nobody watches, and
 * nothing is left behind. Who is stopped by ctrl-C says what he was at.
 */
public final class Progress implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 2_000;
    private static final long BEAT_MILLIS = 500;

    private final Terminal terminal;
    private final Thread farewell = new Thread(this::stopped, "farewell");
    private final long began = System.nanoTime();
    private volatile String stage;
    private volatile boolean isNewsWanted;
    private boolean done;

    private Progress(Terminal terminal, String stage) {
        this.terminal = terminal;
        this.stage = stage;
    }

    /** Starts with {@code stage}, such as "reading manifests". */
    public static Progress start(Terminal terminal, String stage) {
        var progress = new Progress(terminal, stage);
        Runtime.getRuntime().addShutdownHook(progress.farewell);
        if (terminal.interactive()) {
            Thread.ofPlatform().daemon().name("progress").start(progress::show);
        }
        return progress;
    }

    public void stage(String next) {
        stage = next;
    }

    /**
     * Whether somebody would like to see how it stands; for those to whom it costs something to say. Asked once, it is answered
     * once.
     */
    public boolean wantsNews() {
        boolean wanted = isNewsWanted;
        isNewsWanted = false;
        return wanted;
    }

    private synchronized void show() {
        try {
            isNewsWanted = true;
            while (!done && millis() < PATIENCE_MILLIS) {
                wait(PATIENCE_MILLIS - millis() + 1);
            }
            while (!done) {
                String text = stage + " … " + millis() / 1_000 + " s";
                // A line that wraps cannot be taken back.
                say("\r\u001b[K" + text.substring(0, Math.min(text.length(), terminal.columns() - 1)));
                isNewsWanted = true;
                wait(BEAT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Somebody has lost patience. */
    private synchronized void stopped() {
        if (!done) {
            wipe();
            say("stopped while " + stage + System.lineSeparator());
            done = true;
        }
    }

    private void wipe() {
        if (terminal.interactive() && millis() >= PATIENCE_MILLIS) {
            say("\r\u001b[K");
        }
    }

    private void say(String text) {
        terminal.err().print(text);
        terminal.err().flush();
    }

    private long millis() {
        return (System.nanoTime() - began) / 1_000_000;
    }

    @Override
    public void close() {
        if (!isStopping()) {
            synchronized (this) {
                done = true;
                wipe();
                notifyAll();
            }
        }
    }

    private boolean isStopping() {
        try {
            return !Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
