/** {@code wain up}, {@code down} and {@code status}: the in-process cluster as a server on this machine. */
@NullMarked
package dev.wainwright.cli.up;

import org.jspecify.annotations.NullMarked;
