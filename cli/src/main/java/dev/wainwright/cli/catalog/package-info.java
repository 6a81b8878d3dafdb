/** {@code wain catalog}: the instance types there are, what they can carry and what they cost. */
@NullMarked
package dev.wainwright.cli.catalog;

import org.jspecify.annotations.NullMarked;
