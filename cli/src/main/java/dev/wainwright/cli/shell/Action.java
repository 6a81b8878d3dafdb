package dev.wainwright.cli.shell;

/** What a subcommand does once its options are read. */
public interface Action {
    /** Throws {@link Failure} when nothing useful can be done with what the user gave. */
    Exit run(Terminal terminal);
}
