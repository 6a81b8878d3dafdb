/** Wainwright's own kinds. What they mean is decided where they are used; how they are written, here. */
@NullMarked
package dev.wainwright.api.wainwright;

import org.jspecify.annotations.NullMarked;
