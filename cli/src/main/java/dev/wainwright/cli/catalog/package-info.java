/** {@code wain catalog}: which instance types there are, what a node of each can carry and what it costs. */
@NullMarked
package dev.wainwright.cli.catalog;

import org.jspecify.annotations.NullMarked;
