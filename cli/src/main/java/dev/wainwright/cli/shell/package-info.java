/** What every subcommand of {@code wain} shares: the terminal, the ways to end, progress. */
@NullMarked
package dev.wainwright.cli.shell;

import org.jspecify.annotations.NullMarked;
