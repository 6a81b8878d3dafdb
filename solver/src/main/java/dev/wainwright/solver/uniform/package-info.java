/** What it costs to use a single machine type for everything. */
@NullMarked
package dev.wainwright.solver.uniform;

import org.jspecify.annotations.NullMarked;
