package dev.wainwright.cli.shell;

/**
 * Says on stderr what takes so long. Nothing is shown before two seconds have passed, nothing when nobody watches, and
 * nothing is left behind.
 */
public final class Progress implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 2_000;
    private static final long BEAT_MILLIS = 500;

    private final Terminal terminal;
    private final long began = System.nanoTime();
    private volatile String stage;
    private volatile boolean done;

    private Progress(Terminal terminal, String stage) {
        this.terminal = terminal;
        this.stage = stage;
    }

    /** Starts with {@code stage}, such as "reading manifests". */
    public static Progress start(Terminal terminal, String stage) {
        var progress = new Progress(terminal, stage);
        if (terminal.interactive()) {
            Thread.ofPlatform().daemon().name("progress").start(progress::show);
        }
        return progress;
    }

    public void stage(String next) {
        stage = next;
    }

    private synchronized void show() {
        try {
            while (!done && millis() < PATIENCE_MILLIS) {
                wait(PATIENCE_MILLIS - millis() + 1);
            }
            while (!done) {
                terminal.err().print("\r\u001b[K" + stage + " … " + millis() / 1_000 + " s");
                terminal.err().flush();
                wait(BEAT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long millis() {
        return (System.nanoTime() - began) / 1_000_000;
    }

    @Override
    public synchronized void close() {
        done = true;
        if (terminal.interactive() && millis() >= PATIENCE_MILLIS) {
            terminal.err().print("\r\u001b[K");
            terminal.err().flush();
        }
        notifyAll();
    }
}
