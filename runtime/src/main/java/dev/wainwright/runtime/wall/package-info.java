/** Real time, on virtual threads. The only place in the pure rooms that knows threads and the machine's clock. */
@NullMarked
package dev.wainwright.runtime.wall;

import org.jspecify.annotations.NullMarked;
