/** How many watches {@code wain up} bears, and what an event costs that all of them hear of. */
@NullMarked
package dev.wainwright.bench.watch;

import org.jspecify.annotations.NullMarked;
