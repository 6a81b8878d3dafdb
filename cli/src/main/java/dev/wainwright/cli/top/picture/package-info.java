/** What there is to show of a cluster, worked out from what was read of it. */
@NullMarked
package dev.wainwright.cli.top.picture;

import org.jspecify.annotations.NullMarked;
