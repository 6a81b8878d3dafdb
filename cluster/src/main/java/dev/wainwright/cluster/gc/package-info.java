/** What goes when its owner or its namespace goes. */
@NullMarked
package dev.wainwright.cluster.gc;

import org.jspecify.annotations.NullMarked;
