/** Pools and their instance types compiled into bitsets: which types a requirement leaves, and which a load leaves. */
@NullMarked
package dev.wainwright.solver.catalogue;

import org.jspecify.annotations.NullMarked;
