/** {@code wain top}: what a cluster's nodes carry and cost, live. */
@NullMarked
package dev.wainwright.cli.top;

import org.jspecify.annotations.NullMarked;
