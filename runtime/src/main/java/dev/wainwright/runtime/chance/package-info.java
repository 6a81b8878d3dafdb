/** What chance brings, from a seed. */
@NullMarked
package dev.wainwright.runtime.chance;

import org.jspecify.annotations.NullMarked;
