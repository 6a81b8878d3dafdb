/** The {@code wain} command line itself. Each subcommand has a package of its own; what they share is in {@code shell}. */
@NullMarked
package dev.wainwright.cli;

import org.jspecify.annotations.NullMarked;
