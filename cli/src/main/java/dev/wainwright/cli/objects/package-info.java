/** Commands about the objects themselves: {@code wain hash} and {@code wain crds}. */
@NullMarked
package dev.wainwright.cli.objects;

import org.jspecify.annotations.NullMarked;
